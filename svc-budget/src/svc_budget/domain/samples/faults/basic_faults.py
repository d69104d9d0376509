"""Faults of basic spending, 三公, empty tables and between books: F22, F24 to F35."""

from dataclasses import replace

from svc_budget.domain.samples.faults.planting import (
    ROOM,
    Altered,
    Edit,
    Scene,
)
from svc_budget.domain.samples.tables import TITLE, Place
from svc_budget.domain.samples.telling import money

GROUP = 5
LEFT, RIGHT = "收入", "支出"
SPENT = ("决算数",)
INSIDE = {
    "30212": "因公出国（境）费",
    "30217": "公务接待费",
    "30231": "公务用车运行费",
    "31013": "公务用车购置费",
}
CARS = {"公务用车购置费", "公务用车运行费"}


def _t6(row: str) -> Place:
    return Place("T6", "", row, "决算数")


def _t7(kind: str, stage: str = "决算数") -> Place:
    return Place("T7", "", "数额", f"{stage}.{kind}")


def basic_spending_differs(scene: Scene) -> Altered | None:
    """F22: T6 is right in itself, but larger than T5's basic spending."""
    edit = Edit(scene)
    for row in ("30201", "302", "公用经费合计", "合计"):
        edit.add("T6", "", row, SPENT, edit.step)
    places = (_t6("公用经费合计"), _t6("合计"), Place("T5", "", "合计", "基本支出"))
    return edit.done("F22", "基本支出在两张表中不等", *places)


def an_economic_class_does_not_add_up(scene: Scene) -> Altered | None:
    """F24: one 款 is larger than its class allows."""
    edit = Edit(scene)
    edit.add("T6", "", "30201", SPENT, edit.step)
    return edit.done("F24", "经济分类的类不等于各款之和", _t6("302"), _t6("30201"))


def personnel_does_not_add_up(scene: Scene) -> Altered | None:
    """F25: 人员经费 is not 301 and 303."""
    edit = Edit(scene)
    edit.add("T6", "", "人员经费合计", SPENT, edit.step)
    also = {"F22": "人员经费与公用经费之和已变", "F27": "人员经费与公用经费之和已变"}
    return edit.done("F25", "人员经费不等于301加303", _t6("人员经费合计"), also=also)


def public_does_not_add_up(scene: Scene) -> Altered | None:
    """F26: 公用经费 is not 302 and 310."""
    edit = Edit(scene)
    edit.add("T6", "", "公用经费合计", SPENT, edit.step)
    also = {"F22": "人员经费与公用经费之和已变", "F27": "人员经费与公用经费之和已变"}
    return edit.done("F26", "公用经费不等于302加310", _t6("公用经费合计"), also=also)


def basic_does_not_add_up(scene: Scene) -> Altered | None:
    """F27: the total is not 人员 and 公用."""
    edit = Edit(scene)
    edit.add("T6", "", "合计", SPENT, edit.step)
    return edit.done("F27", "基本支出不等于人员经费加公用经费", _t6("合计"))


def three_public_do_not_add_up(scene: Scene) -> Altered | None:
    """F28: the total of 三公 is not the sum of its kinds."""
    if scene.book.tables["T7"].is_empty:
        return None
    edit = Edit(scene)
    edit.add("T7", "", "数额", ["决算数.合计"], edit.step)
    return edit.done("F28", "“三公”经费合计不等于各项之和", _t7("合计"))


def more_inside_than_the_whole(scene: Scene) -> Altered | None:
    """F29: basic spending alone has more of a restricted kind than all of it."""
    edit = Edit(scene)
    amounts = {code: edit.value("T6", "", code, "决算数") for code in INSIDE}
    code = max(amounts, key=lambda one: amounts[one])
    kind, inside = INSIDE[code], amounts[code]
    if inside < ROOM:
        return None
    less = edit.value("T7", "", "数额", f"决算数.{kind}") - inside // 2
    kinds = [kind, *(["公务用车小计"] if kind in CARS else []), "合计"]
    edit.add("T7", "", "数额", [f"决算数.{one}" for one in kinds], -less)
    return edit.done("F29", f"基本支出中的{kind}大于“三公”经费决算数", _t7(kind), _t6(code))


def running_cost_above_public(scene: Scene) -> Altered | None:
    """F30: the narrative tells more 机关运行经费 than there is 公用经费."""
    story = scene.story
    if story is None or not story.figures.final.running_cost:
        return None
    public = scene.book.tables["T6"].value("", "公用经费合计", "决算数")
    step = Edit(scene).step
    figures = story.figures
    larger = replace(figures, final=replace(figures.final, running_cost=public + step))
    told = money(public + step)
    altered = replace(scene, story=replace(story, figures=larger))
    place = Place("", "", "running")
    return Edit(altered).done("F30", f"机关运行经费{told}大于公用经费", place, _t6("公用经费合计"))


def an_empty_table_says_nothing(scene: Scene) -> Altered | None:
    """F31: a table of a fund has no data, and no sentence says so."""
    return _unsaid(scene, "F31", ("T8", "T9"))


def no_three_public_and_no_word(scene: Scene) -> Altered | None:
    """F32: there is no 三公 spending, and no sentence says so."""
    return _unsaid(scene, "F32", ("T7",))


def _unsaid(scene: Scene, rule: str, tables: tuple[str, ...]) -> Altered | None:
    for code in tables:
        table = scene.book.tables.get(code)
        if table is not None and table.is_empty:
            edit = Edit(scene)
            edit.book = edit.book.with_table(replace(table, sentences=()))
            total = [Place(code, "", row.key, c) for row in table.sides[""] for c in row.values]
            return edit.done(rule, "空表没有说明", Place(code, "", TITLE), *total)
    return None


def the_year_does_not_begin_where_the_last_ended(scene: Scene) -> Altered | None:
    """F33: the opening balance is not what the year before left."""
    edit = Edit(scene)
    for row in ("年初结转和结余", "收入总计"):
        edit.add("T1", LEFT, row, SPENT, edit.step)
    for row in ("结余分配", "支出总计"):
        edit.add("T1", RIGHT, row, SPENT, edit.step)
    return edit.done(
        "F33", "年初结转与上年年末结转不等", Place("T1", LEFT, "年初结转和结余", "决算数")
    )


def the_budget_said_otherwise(scene: Scene) -> Altered | None:
    """F34: 预算数 in the final account is not what the budget had."""
    if scene.book.tables["T7"].is_empty:
        return None
    edit = Edit(scene)
    edit.add("T7", "", "数额", ["预算数.公务接待费", "预算数.合计"], edit.step)
    places = [_t7(kind, "预算数") for kind in ("公务接待费", "合计")]
    return edit.done("F34", "决算表中的预算数与部门预算不等", *places)


def a_department_is_not_its_units(scene: Scene) -> Altered | None:
    """F35: the department's total is more than its units' together."""
    if not scene.units:
        return None
    edit = Edit(scene)
    for row in ("使用非财政拨款结余", "收入总计"):
        edit.add("T1", LEFT, row, SPENT, edit.step)
    for row in ("结余分配", "支出总计"):
        edit.add("T1", RIGHT, row, SPENT, edit.step)
    places = [Place("T1", LEFT, "收入总计", "决算数"), Place("T1", RIGHT, "支出总计", "决算数")]
    return edit.done("F35", "部门汇总不等于所属单位之和", *places)


FAULTS = {
    "F22": basic_spending_differs,
    "F24": an_economic_class_does_not_add_up,
    "F25": personnel_does_not_add_up,
    "F26": public_does_not_add_up,
    "F27": basic_does_not_add_up,
    "F28": three_public_do_not_add_up,
    "F29": more_inside_than_the_whole,
    "F30": running_cost_above_public,
    "F31": an_empty_table_says_nothing,
    "F32": no_three_public_and_no_word,
    "F33": the_year_does_not_begin_where_the_last_ended,
    "F34": the_budget_said_otherwise,
    "F35": a_department_is_not_its_units,
}
