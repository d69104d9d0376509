"""The later sections of a final account's narrative: 三公, funds, running cost, procurement."""

from collections.abc import Iterator

from svc_budget.domain.samples.money_flows import Procurement
from svc_budget.domain.samples.passages import Story
from svc_budget.domain.samples.telling import completion, money, percent, reason_for, share_of

Texts = Iterator[tuple[str, str]]
KINDS = {
    "因公出国（境）费": "因公出国（境）费",
    "公务用车小计": "公务用车购置及运行费",
    "公务用车购置费": "公务用车购置费",
    "公务用车运行费": "公务用车运行费",
    "公务接待费": "公务接待费",
}
BALANCE = ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")


def final_matters(of: Story) -> Texts:
    """Sections seven to thirteen."""
    yield from _three_public(of)
    yield from _fund(
        of, "T8", "八、政府性基金预算财政拨款收入支出决算情况说明", "政府性基金预算财政拨款"
    )
    if "T9" in of.book.tables:
        yield from _fund(
            of, "T9", "九、国有资本经营预算财政拨款支出决算情况说明", "国有资本经营预算财政拨款"
        )
    yield from _running(of)
    yield "heading procurement", "十一、政府采购支出说明"
    yield "procurement", _procurement(of.figures.final.procurement)
    yield "heading performance", "十二、预算绩效管理工作开展情况"
    yield "performance", _performance(of)


def _three_public(of: Story) -> Texts:
    def both(kind: str) -> tuple[int, int]:
        return of.value("T7", "数额", f"预算数.{kind}"), of.value("T7", "数额", f"决算数.{kind}")

    planned, done = both("合计")
    yield "heading 7", "七、财政拨款“三公”经费支出决算情况说明"
    if not (planned or done):
        if not of.book.tables["T7"].sentences:
            return
        yield "three public", f"{of.name}{of.year}年度没有使用财政拨款安排的“三公”经费支出。"
        return
    told = completion(planned, done, reason_for(done, planned, 0), "预算")
    yield "three public", f"（一）总体情况。“三公”经费财政拨款支出{told}"
    top = ("因公出国（境）费", "公务用车小计", "公务接待费")
    parts = [
        f"{KINDS[kind]}支出决算{money(both(kind)[1])}{share_of(both(kind)[1], done)}"
        for kind in top
    ]
    yield (
        "three public shares",
        f"（二）具体情况。“三公”经费财政拨款支出决算中，{'；'.join(parts)}。",
    )
    for turn, (kind, name) in enumerate(KINDS.items()):
        plan, spent = both(kind)
        told = completion(plan, spent, reason_for(spent, plan, turn), "预算")
        yield f"three public {kind}", f"{name}支出{told}"


def _fund(of: Story, table: str, heading: str, name: str) -> Texts:
    yield f"heading {table}", heading
    found = of.book.tables[table]
    if found.is_empty:
        if not found.sentences:
            return
        yield f"fund {table}", f"{of.name}{of.year}年度没有{name}收入和支出。"
        return
    parts = "，".join(f"{column}{money(of.value(table, '合计', column))}" for column in BALANCE)
    yield f"fund {table}", f"{of.year}年度{name}{parts}。具体支出如下："
    for code in of.items(table):
        yield (
            f"fund {code}",
            f"{of.path(code)}支出决算为{money(of.value(table, code, '本年支出'))}。",
        )


def _running(of: Story) -> Texts:
    now, before = of.figures.final.running_cost, of.figures_before.final.running_cost
    yield "heading running", "十、机关运行经费支出说明"
    if not now:
        yield "running", f"{of.name}为事业单位，{of.year}年度没有机关运行经费支出。"
        return
    told = of.change(now, before, 1)
    yield "running", f"{of.year}年度机关运行经费支出{money(now)}，与{of.year - 1}年度相比{told}。"


def _procurement(of: Procurement) -> str:
    return (
        f"政府采购支出总额{money(of.total)}，其中：政府采购货物支出{money(of.goods)}、"
        f"政府采购工程支出{money(of.works)}、政府采购服务支出{money(of.services)}。"
        f"授予中小企业合同金额{money(of.small_firms)}，"
        f"占政府采购支出总额的{percent(of.small_firms, of.total)}。"
    )


def _performance(of: Story) -> str:
    projects = [one for one in of.figures.projects if one.target]
    whole = money(sum(one.amount for one in projects))
    return (
        f"{of.year}年度对{len(projects)}个项目开展绩效自评，涉及年初预算资金{whole}，"
        "自评结果均已报送财政部门。"
    )
