"""Amounts, shares, rates and changes as the narrative of a book tells them.

Everything is reckoned from the figures as the tables show them, so that a reader who reckons
again from the tables comes to what the text says.
"""

from decimal import ROUND_HALF_UP, Decimal

from svc_budget.domain.money.money import Unit
from svc_budget.domain.samples.styles import rounded

PERCENT = Decimal(100)
STEP = Decimal("0.01")
MORE = ("人员增资和项目支出增加", "年中追加项目资金", "社会保障缴费基数调整", "重点工作任务增加")
LESS = ("厉行节约，压减一般性支出", "部分项目跨年度实施", "人员减少", "项目结算金额低于预算")


def shown(fen: int) -> Decimal:
    """An amount in 万元, as tables show it."""
    return rounded(fen, Unit.TEN_THOUSAND)


def money(fen: int) -> str:
    """1,234.50万元."""
    return f"{shown(fen):,}万元"


def percent(part: int, whole: int) -> str:
    """71.65%; of what is shown. ZeroDivisionError when the whole is nothing."""
    share = shown(part) / shown(whole) * PERCENT
    return f"{share.quantize(STEP, ROUND_HALF_UP)}%"


def share_of(part: int, whole: int) -> str:
    """占71.65%; nothing where there is no whole."""
    return f"，占{percent(part, whole)}" if shown(whole) else ""


def change(now: int, before: int, reason: str) -> str:
    """增加1.00万元，增长2.00%，主要原因是…; no rate over nothing, no reason for no change."""
    difference = shown(now) - shown(before)
    if not difference:
        return "持平"
    word, rate = ("增加", "增长") if difference > 0 else ("减少", "下降")
    told = f"{word}{abs(difference):,}万元"
    if shown(before):
        part = (abs(difference) / shown(before) * PERCENT).quantize(STEP, ROUND_HALF_UP)
        told += f"，{rate}{part}%"
    return f"{told}，主要原因是{reason}"


def completion(planned: int, done: int, reason: str, of: str = "年初预算") -> str:
    """年初预算为…，支出决算为…，完成年初预算的…%; nothing planned has no rate."""
    told = f"{of}为{money(planned)}，支出决算为{money(done)}"
    if shown(planned):
        told += f"，完成{of}的{percent(done, planned)}"
    if shown(planned) == shown(done):
        return f"{told}，决算数与{of}数持平。"
    word = "大于" if shown(done) > shown(planned) else "小于"
    return f"{told}，决算数{word}{of}数的主要原因是{reason}。"


def reason_for(now: int, before: int, turn: int) -> str:
    """A reason that fits the direction."""
    reasons = MORE if now > before else LESS
    return reasons[turn % len(reasons)]
