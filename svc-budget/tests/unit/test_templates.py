from pathlib import Path

import pytest

from shared.yaml_files import yaml_in
from svc_budget.adapters.forms import templates_in
from svc_budget.domain.templates.reading import read_templates
from svc_budget.domain.templates.templates import Book

FOLDER = Path(__file__).parents[2] / "templates"


def test_every_shipped_template_is_in_order() -> None:
    files = [yaml_in(one) for one in sorted(FOLDER.glob("*.yaml"))]
    templates = read_templates(files)

    assert {f"T{number}" for number in range(1, 10)} <= {
        one.code for one in templates.of_book(Book.FINAL, 2025)
    }


def test_two_templates_of_a_table_may_not_claim_one_year() -> None:
    panel = {"key": "", "labels": ["项目"], "axis": "lines", "columns": []}
    one = {"code": "T1", "title": "表", "panels": [panel], "last_year": 2015}
    other = {"code": "T1", "title": "表", "panels": [panel], "first_year": 2015}

    with pytest.raises(ValueError, match="T1"):
        read_templates([{"book": "final", "tables": [one, other]}])


@pytest.mark.parametrize("book", [Book.GOVERNMENT_BUDGET, Book.GOVERNMENT_FINAL])
def test_a_province_has_the_seventeen_government_tables_of_the_catalogue(book: Book) -> None:
    templates = templates_in(FOLDER).of_book(book, 2025, "省")
    prefix = "GB" if book is Book.GOVERNMENT_BUDGET else "GF"

    assert [one.code for one in templates][:17] == [f"{prefix}{n}" for n in range(1, 18)]
    assert not {"GF5", "GB5"} & {one.code for one in templates_in(FOLDER).of_book(book, 2025, "县")}
