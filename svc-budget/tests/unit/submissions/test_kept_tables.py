"""A recognised table as it is kept, and back."""

import orjson
from hypothesis import given
from hypothesis import strategies as st
from submissions_building import a_table

from svc_budget.domain.workbooks.books import Cell, Paragraph, Row, Side, Table
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.domain.workbooks.keeping import (
    content_of,
    paragraphs_content,
    paragraphs_of,
    rows_content,
    table_of,
)

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8)
PLACES = st.integers(0, 5000)
CELLS = st.builds(
    Cell, st.just("表五"), PLACES, PLACES, TEXT, st.none() | st.integers(-(2**62), 2**62), TEXT
)
ROWS = st.builds(
    Row, TEXT, TEXT, st.dictionaries(TEXT, CELLS, max_size=4), code=TEXT, total=st.booleans(),
    label_cell=st.none() | st.builds(Cell, st.just("表五"), PLACES, PLACES, TEXT),
    texts=st.dictionaries(TEXT, TEXT, max_size=2),
)  # fmt: skip
SIDES = st.builds(Side, TEXT, st.lists(ROWS, max_size=5).map(tuple))


def _again(table: Table) -> Table:
    content = orjson.loads(orjson.dumps(content_of(table)))
    return table_of(content, table.template, table.sheet, table.unit.value, table.quantum)


def test_a_table_comes_back_as_it_was() -> None:
    table = a_table("T5", {"2050201": {"合计": 100, "基本支出": None}, "合计": {"合计": 100}})

    assert _again(table) == table


@given(st.lists(SIDES, max_size=2), st.lists(TEXT, max_size=2))
def test_whatever_a_table_holds_comes_back(sides: list[Side], sentences: list[str]) -> None:
    form = a_table()
    table = Table(form.template, "表五", form.unit, form.quantum, tuple(sides), tuple(sentences))

    assert _again(table) == table


def test_a_narrative_comes_back_as_it_was() -> None:
    told = (Paragraph("说明", 0, 0, "一、概况"), Paragraph("说明", 3, 1, "二、收支"))

    assert paragraphs_of(paragraphs_content(told), "说明") == told


def test_a_sheet_nobody_knows_is_kept_as_it_stands() -> None:
    grid = Grid("附注", (("说明", 1.5, None, True),))

    assert rows_content(grid.rows) == {"rows": [["说明", 1.5, None, True]]}
