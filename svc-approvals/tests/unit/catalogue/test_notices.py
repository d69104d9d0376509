from dataclasses import replace

from catalogue_building import AGENT, SELF, barber_shop

from svc_approvals.domain.catalogue.guides import resolve
from svc_approvals.domain.catalogue.notices import COLUMNS, notice_of
from svc_approvals.domain.catalogue.reform import Change, reform_of


def test_the_notice_groups_ten_materials_in_the_eight_printed_rows() -> None:
    notice = notice_of(resolve(barber_shop(), SELF))

    assert [(one.number, one.name, one.sets, one.original, one.copy) for one in notice.lines] == [
        (1, "《“一件事一次办”申请表》", 1, True, False),
        (2, "身份证复印件", 1, True, True),
        (3, "公共场所地址方位示意图", 1, True, False),
        (4, "租赁合同", 1, False, True),
        (5, "商品房买卖合同", 1, False, True),
        (6, "经营场所证明", 1, True, False),
        (7, "湖南省公共场所卫生许可告知承诺书定稿", 1, True, False),
        (8, "现场施工效果图", 1, True, False),
    ]
    assert sum(len(one.codes) for one in notice.lines) == 10
    assert notice.lines[0].requirement == "一寸免冠照片一张"


def test_through_an_agent_two_rows_are_added_at_the_end() -> None:
    lines = notice_of(resolve(barber_shop(), AGENT)).lines

    assert [one.name for one in lines[8:]] == ["授权委托书", "授权委托人身份复印件"]


def test_the_notice_carries_limit_place_hours_telephones_and_fees() -> None:
    notice = notice_of(resolve(barber_shop(), SELF), {"cgj": "城管执法局"})

    assert COLUMNS == ("序号", "所需材料", "份数", "原件", "复印件", "材料要求", "示范样表")
    assert (notice.promised_days, notice.statutory_days) == (1, 45)
    assert "综合收件窗口" in notice.place
    assert notice.hours == "法定工作日 上午 09:00-12:00，下午 13:30-17:00"
    assert (notice.consult_phone, notice.supervise_phone) == ("0745-2264777", "0745-2283072")
    assert [(fee.name, fee.collector) for fee in notice.fees] == [
        ("临时占用城市道路费", "城管执法局")
    ]
    assert notice.scenario == ("办理方式：本人办理",)


def test_a_matter_without_printed_rows_has_one_row_for_each_material() -> None:
    shop = barber_shop()
    plain = tuple(replace(one, notice_row="") for one in shop.materials)
    notice = notice_of(resolve(replace(shop, materials=plain, notice_rows=()), SELF))

    assert [one.number for one in notice.lines] == list(range(1, 11))
    assert notice.lines[1].name == "身份证原件"


def test_the_reform_table_counts_what_the_district_printed() -> None:
    reform = reform_of(resolve(barber_shop(), SELF))

    assert reform.departments == Change(5, 1)
    assert reform.days == Change(19, 1)
    assert reform.materials == Change(33, 10)
    assert reform.visits == Change(5, 1)
    assert (reform.days.saved, reform.materials.saved) == (18, 23)


def test_each_departments_saving_is_the_printed_one() -> None:
    rows = reform_of(resolve(barber_shop(), SELF)).rows

    assert [
        (row.organ, row.days_before, row.materials.before, row.materials.saved) for row in rows
    ] == [
        ("scjg", 1, 9, 2),
        ("wjj", 15, 7, 5),
        ("cgj", 1, 9, 8),
        ("swj", 1, 3, 3),
        ("gaj", 1, 5, 5),
    ]


def test_through_an_agent_the_printed_lists_are_whole() -> None:
    reform = reform_of(resolve(barber_shop(), AGENT))

    assert [len(row.materials_after) for row in reform.rows] == [9, 2, 1, 0, 0]
    assert reform.materials == Change(33, 12)


def test_visits_are_not_told_when_a_department_did_not_count_them() -> None:
    shop = replace(barber_shop(), visits=None)

    assert reform_of(resolve(shop, SELF)).visits is None
