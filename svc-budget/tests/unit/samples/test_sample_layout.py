from dataclasses import replace
from decimal import Decimal

import pytest
from samples_building import a_sample, a_unit

from svc_budget.domain.money.money import Unit
from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.samples.layout import lay_out
from svc_budget.domain.samples.styles import Style
from svc_budget.domain.samples.tables import Place
from svc_budget.domain.samples.units import sample_units
from svc_budget.domain.templates.templates import Book


def sheet_of(drafts: tuple[Draft, ...], code: str) -> Draft:
    return next(one for one in drafts if any(place.table == code for place in one.places))


def test_every_amount_stands_where_its_place_says() -> None:
    book = a_sample()
    for style in (Style(), Style(split_codes=True, totals_last=True, nil="—", line_numbers=True)):
        drafts = lay_out(book, style)
        for code, table in book.tables.items():
            draft = sheet_of(drafts, code)
            for side, rows in table.sides.items():
                for row in rows:
                    for column, value in row.values.items():
                        if isinstance(value, int) and value:
                            shown = draft.at(*draft.places[Place(code, side, row.key, column)])
                            assert isinstance(shown, Decimal)
                            assert abs(shown * 1_000_000 - value) <= 5_000


def test_headers_of_several_rows_are_merged_over_what_they_head() -> None:
    draft = sheet_of(lay_out(a_sample(), Style()), "T5")
    assert draft.rows[3][:3] == ("科目编码", "科目名称", "本年支出")
    assert draft.rows[4][2:] == ("小计", "基本支出", "项目支出")
    assert (3, 2, 3, 4) in draft.merged
    assert (3, 0, 4, 0) in draft.merged


def test_codes_may_stand_in_three_columns() -> None:
    draft = sheet_of(lay_out(a_sample(), Style(split_codes=True)), "T3")
    assert draft.rows[4][:3] == ("类", "款", "项")
    assert ("201", "06", "02", "一般行政管理事务") in {row[:4] for row in draft.rows}


def test_a_table_may_be_written_in_yuan() -> None:
    book = a_sample()
    drafts = lay_out(book, Style(units={"T1": Unit.YUAN}))
    draft = sheet_of(drafts, "T1")
    whole = draft.at(*draft.places[Place("T1", "支出", "支出总计", "决算数")])
    assert draft.rows[2][-1] == "金额单位：元"
    assert whole == round(Decimal(book.tables["T1"].value("支出", "支出总计", "决算数")) / 100)


def test_rows_put_in_move_everything_below_them() -> None:
    draft = sheet_of(lay_out(a_sample(), Style()), "T5")
    place = Place("T5", "", "2010602", "项目支出")
    moved = draft.with_rows(draft.body[0], ((), ()))
    assert moved.at(*moved.places[place]) == draft.at(*draft.places[place])
    assert moved.places[place][0] == draft.places[place][0] + 2
    assert (3, 2, 3, 4) in moved.merged


def test_rounding_each_figure_on_its_own_leaves_sums_off_by_a_step() -> None:
    off = 0
    for unit in sample_units(20):
        draft = sheet_of(lay_out(a_sample(Book.FINAL, 2025, unit), Style()), "T3")
        whole = draft.at(*draft.places[Place("T3", "", "合计", "合计")])
        classes = [
            draft.at(*spot)
            for place, spot in draft.places.items()
            if place.column == "合计" and len(place.row) == 3
        ]
        difference = abs(sum(map(Decimal, map(str, classes))) - Decimal(str(whole)))
        assert difference <= Decimal("0.005") * (len(classes) + 1)
        off += difference > 0
    assert off > 3


@pytest.mark.parametrize("book", [Book.FINAL, Book.BUDGET])
def test_a_sheet_can_be_handed_over_as_a_reader_would(book: Book) -> None:
    for draft in lay_out(a_sample(book, 2015, replace(a_unit(), name="云溪区教育局")), Style()):
        grid = draft.grid()
        assert len(grid.name) <= 31
        assert not any(isinstance(value, Decimal) for row in grid.rows for value in row)
