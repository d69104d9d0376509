"""Books as they were kept, made whole again."""

from shared.database import UnitOfWork
from shared.refusals import Conflict
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.templates.templates import TableTemplate, TemplateSet
from svc_budget.domain.units.units import Unit
from svc_budget.domain.workbooks.books import RecognisedBook, Table
from svc_budget.domain.workbooks.keeping import paragraphs_of, table_of
from svc_budget.storage.submissions import sheets


class TemplatesChanged(Conflict):
    """表格模板在校验之后有了变化。"""

    advice = "请重新上传工作簿，按新的模板识别和校验。"


async def tables_of(
    work: UnitOfWork, templates: TemplateSet, one: Submission, unit: Unit
) -> list[Table]:
    """The recognised tables of a version. Refused with TemplatesChanged."""
    known = {each.code: each for each in templates.of_book(one.book, one.year, unit.level)}
    return [
        table_of(
            row["content"], _template(known, row["table_code"]), row["name"], row["unit"],
            row["quantum"],
        )
        for row in await sheets.of_kind(work, one.submission_id, "table")
    ]  # fmt: skip


async def book_of(
    work: UnitOfWork, templates: TemplateSet, one: Submission, unit: Unit
) -> RecognisedBook:
    """A version's book: its tables and its narrative. Refused with TemplatesChanged."""
    tables = await tables_of(work, templates, one, unit)
    told = await sheets.of_kind(work, one.submission_id, "narrative")
    return RecognisedBook(
        tables={table.code: table for table in tables},
        missing_tables=one.missing_tables,
        narrative=tuple(
            each for row in told for each in paragraphs_of(row["content"], row["name"])
        ),
        unit_name=unit.name,
        years_named=(one.year,),
    )


def _template(known: dict[str, TableTemplate], code: str) -> TableTemplate:
    found = known.get(code)
    if found is None:
        raise TemplatesChanged
    return found
