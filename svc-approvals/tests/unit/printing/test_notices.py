from dataclasses import replace
from datetime import date

import pytest
from catalogue_building import AGENT, SELF, barber_shop
from pdf_reading import read_pdf

from svc_approvals.api.printing import notice_pdf
from svc_approvals.domain.catalogue.effects import DocumentEffect
from svc_approvals.domain.catalogue.guides import resolve
from svc_approvals.domain.catalogue.notices import COLUMNS, Notice, notice_of


def a_notice(answers: dict[str, str]) -> Notice:
    return notice_of(resolve(barber_shop(), answers), {"cgj": "城管执法局"})


@pytest.mark.parametrize("answers", [SELF, AGENT], ids=["in person", "through an agent"])
def test_every_column_and_every_material_row_is_on_the_sheet(answers: dict[str, str]) -> None:
    notice = a_notice(answers)
    printed = read_pdf(notice_pdf(notice))

    assert "".join(COLUMNS) in printed.text
    for line in notice.lines:
        assert f"{line.number}{line.name}{line.sets}" in printed.text
        assert line.requirement in printed.text
    assert printed.pages == 1


def test_limit_place_hours_telephones_and_fees_are_on_the_sheet() -> None:
    notice = a_notice(SELF)
    text = read_pdf(notice_pdf(notice)).text

    assert "承诺1个工作日" in text.replace(" ", "")
    for said in (notice.place, notice.consult_phone, notice.supervise_phone, "09:00-12:00"):
        assert said.replace(" ", "") in text.replace(" ", "")
    for fee in notice.fees:
        assert fee.standard in text
        assert fee.basis in text


def test_a_dead_basis_and_a_fee_that_rests_are_on_the_sheet() -> None:
    shop = barber_shop()
    dead = {
        one: DocumentEffect(one, "repealed", since=date(2026, 3, 1))
        for one in (shop.basis[0].reference, shop.fees[0].basis)
    }
    text = read_pdf(notice_pdf(notice_of(resolve(shop, SELF), {}, dead, "block"))).text

    plain = text.replace(" ", "")
    assert f"“{shop.basis[0].reference}”自2026年3月1日起已废止" in plain
    assert f"{shop.fees[0].basis}（已废止，暂停收取）" in plain


def test_the_one_font_is_embedded_and_nothing_else_is_needed() -> None:
    printed = read_pdf(notice_pdf(a_notice(SELF)))

    assert printed.all_embedded
    assert printed.fonts
    assert all(name.endswith("+NotoSansSC-Regular") for name in printed.fonts)


def test_a_long_list_goes_on_over_pages_with_its_header() -> None:
    notice = a_notice(SELF)
    lines = tuple(replace(notice.lines[2], number=i) for i in range(1, 81))
    printed = read_pdf(notice_pdf(replace(notice, lines=lines)))

    assert printed.pages > 2
    assert printed.text.count("".join(COLUMNS)) >= 3
    assert f"第 {printed.pages} 页，共 {printed.pages} 页" in printed.text


def test_the_same_notice_always_gives_the_same_bytes() -> None:
    assert notice_pdf(a_notice(SELF)) == notice_pdf(a_notice(SELF))
