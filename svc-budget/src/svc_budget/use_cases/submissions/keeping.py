"""What was found in a workbook, kept with its version."""

from collections.abc import Iterator

from shared.database import UnitOfWork
from shared.events.budget import SubmissionChecked
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.workbooks import keeping
from svc_budget.storage.submissions import findings, sheets, submissions
from svc_budget.storage.submissions.sheets import Sheet
from svc_budget.use_cases.submissions.examining import Found
from svc_budget.use_cases.submissions.telling import facts


async def keep(work: UnitOfWork, one: Submission, found: Found) -> None:
    """Keep sheets, receipts and issues; the version is checked."""
    report = found.findings.report
    await sheets.replace(work, one.submission_id, _sheets(found))
    await findings.replace(work, one.submission_id, found.findings)
    one.missing_tables = found.book.missing_tables
    errors, warnings = len(report.errors), len(report.warnings)
    one.finish_checking(found.findings.outcomes, errors, warnings, work.now)
    await submissions.save(work, one)
    checked = SubmissionChecked(**facts(one), errors=one.errors, warnings=one.warnings)
    await work.announce(one.submission_id, checked)


def _sheets(found: Found) -> Iterator[Sheet]:
    """Every sheet of the file in its order; a sheet may hold several tables, each kept."""
    position = 0
    for grid in found.grids:
        for sheet in _of_grid(found, grid.name, position) or [_unknown(found, grid.name, position)]:
            yield sheet
            position += 1


def _of_grid(found: Found, name: str, position: int) -> list[Sheet]:
    tables = [one for one in found.book.tables.values() if one.sheet == name]
    told = [one for one in found.book.narrative if one.sheet == name]
    made = [
        Sheet(
            position + number, name, "table", keeping.content_of(table), table.code,
            table.template.title, table.unit.value, table.quantum,
        )
        for number, table in enumerate(tables)
    ]  # fmt: skip
    if told:
        content = keeping.paragraphs_content(told)
        made.append(Sheet(position + len(made), name, "narrative", content))
    return made


def _unknown(found: Found, name: str, position: int) -> Sheet:
    grid = next(one for one in found.grids if one.name == name)
    return Sheet(position, name, "unknown", keeping.rows_content(grid.rows))
