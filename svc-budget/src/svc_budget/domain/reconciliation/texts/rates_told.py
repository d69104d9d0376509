"""Rates of completion and of change, as sentences tell them with both their amounts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from svc_budget.domain.reconciliation.findings import Finding, State
from svc_budget.domain.reconciliation.rates import WHOLE, Rate, rate, shown_rate
from svc_budget.domain.reconciliation.shelf import Shelf
from svc_budget.domain.reconciliation.texts.amounts import NUMBER, Told, amounts_in, named, told
from svc_budget.domain.reconciliation.texts.figures import NO_NARRATIVE
from svc_budget.domain.reconciliation.texts.passages import Passage

PLANNED = rf"预算数?(?:为|是)?\s*{named('plan_')}"
SPENT = rf"[^。]*?决算数?(?:为|是)?\s*{named('done_')}"
RATE = rf"[^。]*?完成[^，。；%\d]*?(?P<rate>{NUMBER})\s*%"
COMPLETION = re.compile(PLANNED + SPENT + RATE)
CHANGE = re.compile(
    rf"(?P<way>增加|增长|减少|下降|降低)(?:了)?\s*{named('by_')}[^。；]*?"
    rf"(?P<word>增长|上升|增加|下降|降低|减少)(?:了|率为)?\s*(?P<rate>{NUMBER})\s*%"
)
FROM_NOTHING = re.compile(
    rf"由\s*0(?:\.0+)?\s*(?:万|亿)?元[^。；]*?(?:增长|上升|增加)(?:了)?\s*(?P<rate>{NUMBER})\s*%"
)
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Completions:
    """完成年初预算的…%: what was spent over what was planned; over nothing there is no rate."""

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every rate of completion."""
        if not shelf.passages:
            yield NO_NARRATIVE
            return
        for passage in shelf.passages:
            for found in COMPLETION.finditer(passage.text):
                plan, done = told(found, "plan_"), told(found, "done_")
                yield _completed(passage, found, plan, done)


def _completed(passage: Passage, found: re.Match[str], plan: Told, done: Told) -> Finding:
    said = stated(found["rate"])
    if plan.fen == 0:
        remark = f"{passage.quoted(*found.span('rate'))}：预算为零，不能计算完成率"
        return _broken(passage, remark)
    reckoned = rate(done.fen, plan.fen, (done.quantum, plan.quantum))
    if reckoned.agrees(said):
        return Finding(State.HELD)
    remark = (
        f"{passage.quoted(found.start('rate'), found.end())}：决算 {done.raw}除以预算 {plan.raw}"
        f"应为 {shown_rate(reckoned.value)}，文字写作 {found['rate']}%"
    )
    return _broken(passage, remark)


@dataclass(frozen=True, slots=True)
class Growth:
    """增加…万元，增长…%: over what it was before; over nothing there is no rate."""

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every rate of change that has its amount."""
        if not shelf.passages:
            yield NO_NARRATIVE
            return
        for passage in shelf.passages:
            nothing = FROM_NOTHING.search(passage.text)
            if nothing:
                remark = f"{passage.quoted(*nothing.span('rate'))}：上年为零，不能计算增长率"
                yield _broken(passage, remark)
                continue
            for found in CHANGE.finditer(passage.text):
                yield _grown(passage, found)


def _grown(passage: Passage, found: re.Match[str]) -> Finding:
    by, said = told(found, "by_"), stated(found["rate"])
    sign = 1 if found["way"] in {"增加", "增长"} else -1
    now = [one for one in amounts_in(passage.text[: found.start()]) if one.fen]
    bases = [(one.fen - sign * by.fen, one.quantum) for one in now]
    if not bases:
        return Finding(State.BLANK)
    rates = [_over(by, base, quantum) for base, quantum in bases if base > 0]
    if any(one.agrees(said) for one in rates):
        return Finding(State.HELD)
    nothing = any(abs(base) <= max(by.quantum, quantum) for base, quantum in bases)
    if nothing:
        remark = f"{passage.quoted(*found.span('rate'))}：上年为零，不能计算增长率"
        return _broken(passage, remark)
    if not rates:
        return Finding(State.BLANK)
    remark = (
        f"{passage.quoted(found.start('way'), found.end())}：按文中金额推算应为"
        f" {shown_rate(rates[-1].value)}，文字写作 {found['rate']}%"
    )
    return _broken(passage, remark)


def _over(by: Told, base: int, quantum: int) -> Rate:
    """A change over what was before, which is itself a difference of two told amounts."""
    found = rate(abs(by.fen), base, (by.quantum, quantum + by.quantum))
    return Rate(Fraction(abs(by.fen) * WHOLE, base), found.margin)


def stated(printed: str) -> Rate:
    """A percentage as printed."""
    plain = printed.replace(",", "")
    return Rate.stated(plain, round(float(plain) * HUNDREDTHS))


def _broken(passage: Passage, remark: str) -> Finding:
    return Finding(State.BROKEN, sign="文", remark=remark, marks=(passage.mark("比率"),))
