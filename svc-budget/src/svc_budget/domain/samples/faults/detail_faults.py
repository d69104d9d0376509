"""Faults of a budget's tables of procurement, projects and economic classes: G16 to G21."""

from svc_budget.domain.samples.faults.budget_faults import DETAILED_SINCE
from svc_budget.domain.samples.faults.planting import MUCH, Altered, Edit, Scene
from svc_budget.domain.samples.tables import Place, SampleRow


def _total(table: str, column: str) -> Place:
    return Place(table, "", "合计", column)


def _items(edit: Edit, table: str) -> list[SampleRow]:
    return [row for row in edit.table(table).sides[""] if not row.total]


def procurement_does_not_add_up(scene: Scene) -> Altered | None:
    """G16: a purchase's total, and that of all, are more than goods, works and services."""
    edit = Edit(scene)
    item = _items(edit, "B10")[0].key
    for row in (item, "合计"):
        edit.add("B10", "", row, ["合计"], edit.step)
    places = (Place("B10", "", item, "合计"), _total("B10", "合计"))
    return edit.done("G16", "政府采购合计不等于货物、工程、服务之和", *places)


def targets_for_more_than_there_is(scene: Scene) -> Altered | None:
    """G17: projects with targets come to more than all project spending."""
    edit = Edit(scene)
    item = _items(edit, "B12")[0].key
    amount = edit.value("B3", "", "合计", "项目支出")
    edit.add("B12", "", item, ["金额"], amount)
    places = [Place("B12", "", item, "金额"), _total("B3", "项目支出")]
    return edit.done("G17", "绩效目标涉及资金大于项目支出", *places)


def projects_do_not_add_up(scene: Scene) -> Altered | None:
    """G18: the projects come to less than project spending."""
    edit = Edit(scene)
    item = max(_items(edit, "B11"), key=lambda row: edit.value("B11", "", row.key, "金额")).key
    amount = edit.value("B11", "", item, "金额") // 2
    for row in (item, "合计"):
        edit.add("B11", "", row, ["金额"], -amount)
    if edit.value("B12", "", item, "金额"):
        edit.add("B12", "", item, ["金额"], -amount)
    places = (_total("B11", "金额"), _total("B3", "项目支出"))
    return edit.done("G18", "项目支出表合计不等于项目支出", *places)


def large_project_without_target(scene: Scene) -> Altered | None:
    """G19: the largest project has no performance target."""
    edit = Edit(scene)
    aimed = _items(edit, "B12")
    largest = max(aimed, key=lambda row: edit.value("B12", "", row.key, "金额"))
    if edit.value("B12", "", largest.key, "金额") < MUCH:
        return None
    for row in aimed:
        if row.label == largest.label:
            edit.drop("B12", "", row.key)
    place = Place("B11", "", largest.key, "金额")
    label = Place("B11", "", largest.key)
    return edit.done("G19", "大额项目没有绩效目标", place, label)


def classes_differ(scene: Scene) -> Altered | None:
    """G20: the governmental classes come to more than the departmental ones."""
    if "B14" not in scene.book.tables:
        return None
    edit = Edit(scene)
    code = next(row.code for row in edit.table("B14").sides[""] if len(row.code) == len("50101"))
    edit.add_up("B14", code, ["合计", "基本支出"], edit.step)
    places = [_total(table, c) for table in ("B14", "B13") for c in ("合计", "基本支出")]
    return edit.done("G20", "部门经济分类与政府经济分类合计不等", *places)


def detailed_table_does_not_add_up(scene: Scene) -> Altered | None:
    """G21: an item of a province's detailed table, and all above it, are more than its columns."""
    if "P06" not in scene.book.tables or scene.book.year < DETAILED_SINCE:
        return None
    edit = Edit(scene)
    coded = [row for row in edit.table("P06").sides[""] if len(row.code) == len("2010101")]
    if not coded:
        return None
    edit.add_up("P06", coded[0].code, ["合计"], edit.step)
    places = [Place("P06", "", coded[0].key, "合计"), _total("P06", "合计")]
    return edit.done("G21", "省级明细表的合计不等于各列之和", *places)


FAULTS = {
    "G16": procurement_does_not_add_up,
    "G17": targets_for_more_than_there_is,
    "G18": projects_do_not_add_up,
    "G19": large_project_without_target,
    "G20": classes_differ,
    "G21": detailed_table_does_not_add_up,
}
