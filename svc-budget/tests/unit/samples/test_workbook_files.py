from collections.abc import Callable, Iterable
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import python_calamine
from samples_building import a_sample
from xls_writing import html, xls

from svc_budget.adapters.workbooks.writing import written
from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.layout import lay_out
from svc_budget.domain.samples.messes import messed
from svc_budget.domain.samples.styles import Style

Write = Callable[[Iterable[Draft]], bytes]


@pytest.mark.parametrize("write", [written, xls])
def test_a_file_has_what_its_sheets_have(write: Write) -> None:
    drafts = lay_out(a_sample(), Style(split_codes=True))
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(write(drafts)))

    assert book.sheet_names == [draft.name for draft in drafts]
    for draft in drafts:
        read = book.get_sheet_by_name(draft.name).to_python(skip_empty_area=False)
        for number, row in enumerate(draft.rows):
            for column, value in enumerate(row):
                if isinstance(value, Decimal):
                    assert Decimal(str(read[number][column])) == value
                elif value is not None:
                    assert read[number][column] == value


def test_merged_cells_and_formulas_are_those_of_a_real_file() -> None:
    drafts = messed(lay_out(a_sample(), Style()), Draws(1), only=["formulas"])
    book = openpyxl.load_workbook(BytesIO(written(drafts)))
    values = openpyxl.load_workbook(BytesIO(written(drafts)), data_only=True)
    draft = next(one for one in drafts if one.formulas)
    (row, column), formula = next(iter(draft.formulas.items()))

    assert book[draft.name].cell(row + 1, column + 1).value == formula
    assert values[draft.name].cell(row + 1, column + 1).value == float(str(draft.at(row, column)))
    assert len(book[draft.name].merged_cells.ranges) == len(draft.merged)


def test_a_page_that_is_only_called_a_workbook_has_spans_for_merged_cells() -> None:
    page = html(lay_out(a_sample(), Style())).decode("gb18030")
    assert "colspan=3" in page
    assert page.count("<table") == 10
