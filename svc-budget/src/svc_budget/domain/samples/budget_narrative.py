"""The narrative of a budget."""

from collections.abc import Iterator

from svc_budget.domain.samples.budget_tables import GRANTS, OWN_LINES
from svc_budget.domain.samples.passages import Story
from svc_budget.domain.samples.telling import money, share_of

Texts = Iterator[tuple[str, str]]
THREE_PUBLIC = {
    "因公出国（境）费": "因公出国（境）费",
    "公务用车小计": "公务用车购置及运行费",
    "公务用车购置费": "公务用车购置费",
    "公务用车运行费": "公务用车运行费",
    "公务接待费": "公务接待费",
}


def budget_narrative(of: Story) -> Texts:
    """All sections, keyed for faults."""
    yield "title", f"{of.name}{of.year}年部门预算编制说明"
    yield from _overall(of)
    yield from _general(of)
    yield from _three_public(of)
    yield from _matters(of)


def _overall(of: Story) -> Texts:
    def left(key: str) -> int:
        return of.value("B1", key, "预算数", "收入")

    whole, before = left("收入总计"), of.last("B1", "收入总计", "预算数", "收入")
    parts = [(line, left(line)) for line in ("财政拨款收入", *OWN_LINES)]
    told = "；".join(f"{name}{money(part)}{share_of(part, whole)}" for name, part in parts)
    yield "heading 1", "一、收支预算总体情况"
    changed = f"收入预算与{of.year - 1}年相比{of.change(whole, before, 0)}。"
    yield "overall", f"{of.year}年，{of.name}收入预算{money(whole)}，其中：{told}。{changed}"
    spent = of.value("B3", "合计", "合计")
    kinds = [(kind, of.value("B3", "合计", kind)) for kind in ("基本支出", "项目支出")]
    told = "；".join(f"{name}{money(part)}{share_of(part, spent)}" for name, part in kinds)
    yield "spending", f"支出预算{money(spent)}，其中：{told}。"
    fiscal = of.value("B4", "支出总计", "合计", "支出")
    funds = "；".join(
        f"{name}拨款支出预算{money(of.value('B4', '支出总计', fund.value, '支出'))}"
        for fund, name in GRANTS.items()
    )
    yield "fiscal", f"财政拨款支出预算{money(fiscal)}，其中：{funds}。"


def _general(of: Story) -> Texts:
    whole = of.value("B5", "合计", "合计")
    yield "heading 2", "二、一般公共预算支出情况"
    yield "general", f"{of.year}年一般公共预算支出预算{money(whole)}，具体安排如下："
    for number, code in enumerate(of.items("B5"), 1):
        amount = of.value("B5", code, "合计")
        yield f"item {code}", f"{number}.{of.path(code)}预算数为{money(amount)}。"
    basic = of.value("B8", "合计", "合计")
    personnel, public = (of.value("B8", "合计", kind) for kind in ("人员经费", "公用经费"))
    both = f"人员经费{money(personnel)}，公用经费{money(public)}"
    yield "basic", f"一般公共预算基本支出{money(basic)}，其中：{both}。"
    for table, name in (("B6", "政府性基金预算"), ("B7", "国有资本经营预算")):
        if table not in of.book.tables:
            continue
        amount = of.value(table, "合计", "合计")
        yield (
            f"fund {table}",
            f"{of.year}年{name}拨款支出预算{money(amount)}。"
            if amount
            else f"{of.name}{of.year}年没有{name}拨款安排的支出。",
        )


def _three_public(of: Story) -> Texts:
    def of_kind(kind: str) -> tuple[int, int]:
        return of.value("B9", "数额", kind), of.last("B9", "数额", kind)

    whole, before = of_kind("合计")
    yield "heading 3", "三、“三公”经费预算情况"
    if not whole:
        yield "three public", f"{of.name}{of.year}年没有“三公”经费预算。"
        return
    changed = of.change(whole, before, 2)
    told = f"“三公”经费预算数为{money(whole)}，与{of.year - 1}年相比{changed}。"
    yield "three public", f"{of.year}年{told}"
    for turn, (kind, name) in enumerate(THREE_PUBLIC.items()):
        now, then = of_kind(kind)
        yield (
            f"three public {kind}",
            f"{name}预算{money(now)}，与{of.year - 1}年相比{of.change(now, then, turn)}。",
        )


def _matters(of: Story) -> Texts:
    yield "heading 4", "四、其他重要事项"
    running = of.value("B9", "数额", "机关运行经费")
    yield (
        "running",
        f"{of.year}年机关运行经费预算{money(running)}。"
        if running
        else f"{of.name}为事业单位，{of.year}年没有机关运行经费预算。",
    )
    yield "procurement", _procurement(of)
    aimed = [one for one in of.figures.projects if one.target]
    whole = money(sum(one.amount for one in aimed))
    told = f"{len(aimed)}个项目编报了绩效目标，涉及预算资金{whole}。"
    yield "performance", f"{of.year}年{told}"


def _procurement(of: Story) -> str:
    def told(kind: str) -> str:
        return money(of.value("B10", "合计", kind))

    return (
        f"{of.year}年政府采购预算{told('合计')}，其中：政府采购货物预算{told('货物')}、"
        f"政府采购工程预算{told('工程')}、政府采购服务预算{told('服务')}。"
    )
