"""The narrative of a final account: the sections mirror the tables (财政部决算模板)."""

from collections.abc import Iterator

from svc_budget.domain.samples.final_tables import OWN_LINES
from svc_budget.domain.samples.passages import Story
from svc_budget.domain.samples.telling import completion, money, percent, reason_for, share_of

Texts = Iterator[tuple[str, str]]
SPENT = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")


def final_narrative(of: Story) -> Texts:
    """All sections, keyed for faults."""
    yield "title", f"{of.name}{of.year}年度部门决算情况说明"
    yield from _overall(of)
    yield from _general(of)
    yield from _basic(of)


def _overall(of: Story) -> Texts:
    whole, before = (tell("T1", "收入总计", "决算数", "收入") for tell in (of.value, of.last))
    yield "heading 1", "一、收入支出决算总体情况说明"
    spent = of.value("T1", "支出总计", "决算数", "支出")
    changed = f"收入总计、支出总计各{of.change(whole, before, 0)}"
    yield "overall", _against(of, f"收入总计{money(whole)}，支出总计{money(spent)}", changed)
    income = of.value("T2", "合计", "合计")
    parts = [(source, of.value("T2", "合计", source)) for source in ("财政拨款收入", *OWN_LINES)]
    yield "heading 2", "二、收入决算情况说明"
    yield "income", f"本年收入合计{money(income)}，其中：{_parts(parts, income)}。"
    spent = of.value("T3", "合计", "合计")
    kinds = [(kind, of.value("T3", "合计", kind)) for kind in SPENT]
    yield "heading 3", "三、支出决算情况说明"
    yield "spending", f"本年支出合计{money(spent)}，其中：{_parts(kinds, spent)}。"
    fiscal, last = (tell("T4", "收入总计", "金额", "收入") for tell in (of.value, of.last))
    yield "heading 4", "四、财政拨款收入支出决算总体情况说明"
    used = of.value("T4", "支出总计", "合计", "支出")
    changed = f"财政拨款收入总计、支出总计各{of.change(fiscal, last, 1)}"
    yield "fiscal", _against(of, f"财政拨款收入总计{money(fiscal)}，支出总计{money(used)}", changed)


def _against(of: Story, told: str, changed: str) -> str:
    """A year's amounts, and how they changed."""
    return f"{of.year}年度{told}。与{of.year - 1}年度相比，{changed}。"


def _parts(parts: list[tuple[str, int]], whole: int) -> str:
    return "；".join(f"{name}{money(part)}{share_of(part, whole)}" for name, part in parts)


def _general(of: Story) -> Texts:
    spent, before = (tell("T5", "合计", "合计") for tell in (of.value, of.last))
    whole = of.value("T3", "合计", "合计")
    yield "heading 5", "五、一般公共预算财政拨款支出决算情况说明"
    told = f"一般公共预算财政拨款支出{money(spent)}，占本年支出合计的{percent(spent, whole)}"
    changed = f"一般公共预算财政拨款支出{of.change(spent, before, 2)}"
    yield "general", f"（一）总体情况。{_against(of, told, changed)}"
    classes = [row for row in of.book.tables["T5"].sides[""] if len(row.code) == len("201")]
    parts = [(f"{row.label}（类）支出", of.value("T5", row.code, "合计")) for row in classes]
    told = f"一般公共预算财政拨款支出{money(spent)}，主要用于以下方面：{_parts(parts, spent)}。"
    yield "structure", f"（二）结构情况。{told}"
    planned = of.planned("B5", "合计", "合计")
    reason = reason_for(spent, planned, 0)
    yield (
        "detail",
        f"（三）具体情况。一般公共预算财政拨款支出{completion(planned, spent, reason)}其中：",
    )
    for number, code in enumerate(of.items("T5"), 1):
        plan, done = of.planned("B5", code, "合计"), of.value("T5", code, "合计")
        told_item = completion(plan, done, reason_for(done, plan, number))
        yield f"item {code}", f"{number}.{of.path(code)}。{told_item}"


def _basic(of: Story) -> Texts:
    basic = of.value("T6", "合计", "决算数")
    personnel, public = (
        of.value("T6", f"{kind}合计", "决算数") for kind in ("人员经费", "公用经费")
    )
    yield "heading 6", "六、一般公共预算财政拨款基本支出决算情况说明"
    told = (
        f"人员经费{money(personnel)}，主要包括：{_names(of, '301', '303')}；"
        f"公用经费{money(public)}，主要包括：{_names(of, '302', '310')}。"
    )
    yield "basic", f"{of.year}年度一般公共预算财政拨款基本支出{money(basic)}，其中：{told}"


def _names(of: Story, *classes: str) -> str:
    codes = [row.code for row in of.book.tables["T6"].sides[""] if len(row.code) == len("30101")]
    return "、".join(of.economic_name(code) for code in codes if code[:3] in classes)
