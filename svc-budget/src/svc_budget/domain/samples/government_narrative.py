"""The narrative of a government's book: income and spending, transfers, debt (预算法第十四条)."""

from collections.abc import Iterator

from svc_budget.domain.money.money import Unit
from svc_budget.domain.samples.styles import rounded
from svc_budget.domain.samples.tables import SampleBook
from svc_budget.domain.samples.telling import money
from svc_budget.domain.templates.templates import Book

Texts = Iterator[tuple[str, str]]
KINDS = ("税收返还", "一般性转移支付", "专项转移支付")
DEBTS = (("一般", 6), ("专项", 11))


def government_narrative(of: SampleBook) -> Texts:
    """All sections, keyed for faults."""
    budget = of.book is Book.GOVERNMENT_BUDGET
    prefix, column, word = ("GB", "预算数", "预算") if budget else ("GF", "决算数", "决算")
    yield "title", f"{of.unit.name}{of.year}年政府{word}说明"
    income, spent = (
        of.tables[f"{prefix}{number}"].value("", f"本年{side}合计", column)
        for number, side in ((1, "收入"), (2, "支出"))
    )
    yield "heading 1", f"一、一般公共预算收支{word}情况"
    yield (
        "overall",
        f"{of.year}年一般公共预算收入{word}数为{money(income)}，支出{word}数为{money(spent)}。",
    )
    yield "heading 2", "二、转移支付情况说明"
    yield "transfers", _transfers(of, f"{prefix}5")
    yield "heading 3", "三、举借债务情况说明"
    for kind, number in DEBTS:
        yield f"debt {kind}", _debt(of, f"{prefix}{number}", kind, column)


def _transfers(of: SampleBook, table: str) -> str:
    if table not in of.tables:
        return f"{of.unit.name}没有下级政府，没有对下税收返还和转移支付。"
    amounts = {kind: of.tables[table].value("", "合计", kind) for kind in ("合计", *KINDS)}
    parts = "，".join(f"{kind}{money(amounts[kind])}" for kind in KINDS)
    return f"{of.year}年对下税收返还和转移支付合计{money(amounts['合计'])}，其中：{parts}。"


def _debt(of: SampleBook, table: str, kind: str, column: str) -> str:
    def told(line: str) -> str:
        amount = of.tables[table].value("", line, column)
        return f"{rounded(amount, Unit.HUNDRED_MILLION):,}亿元"

    return (
        f"{of.year}年政府{kind}债务限额{told('本年限额')}，上年末余额{told('上年末余额')}，"
        f"本年举借{told('本年举借额')}，本年还本{told('本年还本额')}，年末余额{told('年末余额')}。"
    )
