"""Show one table of a published version as it was read."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.refusals import NotFound
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.templates.templates import TemplateSet
from svc_budget.domain.workbooks.books import Table
from svc_budget.domain.workbooks.keeping import table_of
from svc_budget.storage.submissions import sheets, submissions
from svc_budget.storage.units import units
from svc_budget.use_cases.submissions.kept_books import TemplatesChanged


class PublishedTableNotFound(NotFound):
    """没有找到这张公开的表。"""

    advice = "请从预算单位的年度页（/api/v1/budget/units/{{编码}}/years/{{年度}}）中选择。"


async def show_table(
    work: UnitOfWork, templates: TemplateSet, submission_id: UUID, code: str
) -> tuple[Submission, Table]:
    """A table of a version that is or was public.

    Refused with PublishedTableNotFound or TemplatesChanged.
    """
    one = await submissions.with_id(work, submission_id)
    row = await sheets.of_table(work, submission_id, code)
    if one is None or one.published_as is None or row is None:
        raise PublishedTableNotFound
    unit = await units.with_code(work, one.unit_code)
    forms = templates.of_book(one.book, one.year, unit.level if unit else "")
    template = next((each for each in forms if each.code == code), None)
    if template is None:
        raise TemplatesChanged
    table = table_of(row["content"], template, row["name"], row["unit"], row["quantum"])
    return one, table
