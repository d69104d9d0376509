"""Projects with their milestones, reports and reviews as rows."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.livelihood_projects.projects import Milestone, Project, ProjectState

OWN = (
    "project_id", "year", "title", "goal", "organ_id", "organ_name", "region_code", "listed_at",
    "state", "progress", "done_on",
)  # fmt: skip
STEP = ("milestone_id", "title", "planned_on", "done_on", "position")
COLUMNS, STEPS = ", ".join(OWN), ", ".join(STEP)
ADD = f"""
INSERT INTO livelihood_project ({COLUMNS}) VALUES ({", ".join(f"${n}" for n in range(1, 12))})
"""
SAVE = """
UPDATE livelihood_project SET state = $2, progress = $3, done_on = $4 WHERE project_id = $1
"""
ADD_STEP = f"""
INSERT INTO milestone (project_id, {STEPS}) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (milestone_id) DO UPDATE SET done_on = EXCLUDED.done_on
"""
ONE = f"SELECT {COLUMNS} FROM livelihood_project WHERE project_id = $1"
STEPS_OF = f"""
SELECT project_id, {STEPS} FROM milestone WHERE project_id = ANY($1::uuid[]) ORDER BY position
"""
FITTING = """
($1::int IS NULL OR p.year = $1) AND ($2::text IS NULL OR p.region_code = $2)
AND ($3::bool IS NULL OR $3 = EXISTS (SELECT FROM milestone m WHERE m.project_id = p.project_id
                                      AND m.done_on IS NULL AND m.planned_on < $4))
"""
LISTED = f"""
SELECT {COLUMNS} FROM livelihood_project p WHERE {FITTING}
  AND ($5::int IS NULL OR (p.year, p.project_id) < ($5, $6::uuid))
ORDER BY p.year DESC, p.project_id DESC LIMIT $7
"""
COUNTED = f"SELECT count(*) FROM livelihood_project p WHERE {FITTING}"
REPORT = """
INSERT INTO progress_report (report_id, project_id, text, progress, reported_at, photo, photo_name,
    photo_type, photo_alt) VALUES ($1, $2, $3, $4, $5, '', '', '', '')
"""
REPORTS = """
SELECT report_id, text, progress, reported_at, photo, photo_name, photo_type, photo_alt
FROM progress_report WHERE project_id = $1 ORDER BY reported_at DESC, report_id DESC
"""
PHOTO = """
UPDATE progress_report SET photo = $2, photo_name = $3, photo_type = $4, photo_alt = $5
WHERE report_id = $1
"""
WAITS = """
SELECT FROM progress_report WHERE project_id = $1 AND report_id = $2 AND photo = ''
"""
REVIEW = """
INSERT INTO counted_review (review_id, project_id, level) VALUES ($1, $2, $3)
ON CONFLICT (review_id) DO NOTHING RETURNING review_id
"""
INVALID = "DELETE FROM counted_review WHERE review_id = $1 RETURNING review_id"
JUDGED = "SELECT count(*) AS reviews, avg(level) AS mean FROM counted_review WHERE project_id = $1"
Wanted = tuple[int | None, str | None, bool | None, date]


async def add(work: UnitOfWork, project: Project) -> None:
    """Keep a new project with its milestones."""
    await work.write(ADD, *(getattr(project, name) for name in OWN))
    await _put_steps(work, project)


async def save(work: UnitOfWork, project: Project) -> None:
    """Write what changes of a project that was read under lock."""
    await work.write(SAVE, project.project_id, project.state, project.progress, project.done_on)
    await _put_steps(work, project)


async def with_id(work: UnitOfWork, project_id: UUID, *, locked: bool = False) -> Project | None:
    """A project with its milestones (two indexed reads)."""
    if locked:
        await work.lock()
    row = await work.fetch_row(f"{ONE} FOR UPDATE" if locked else ONE, project_id)
    return (await _projects(work, [row]))[0] if row else None


async def listed(
    work: UnitOfWork, wanted: Wanted, after: tuple[int | None, UUID | None], limit: int
) -> list[Project]:
    """Projects, the newest year first (one index range)."""
    return await _projects(work, await work.fetch(LISTED, *wanted, *after, limit))


async def counted(work: UnitOfWork, wanted: Wanted) -> int:
    """How many projects fit (counted)."""
    return int(await work.fetch_value(COUNTED, *wanted))


async def add_report(
    work: UnitOfWork, project: Project, report_id: UUID, text: str, at: datetime
) -> None:
    """Keep a report of progress."""
    await work.write(REPORT, report_id, project.project_id, text, project.progress, at)


async def reports(work: UnitOfWork, project_id: UUID) -> list[Row]:
    """The reports of a project, the newest first (indexed)."""
    return await work.fetch(REPORTS, project_id)


async def waits_for_photo(work: UnitOfWork, project_id: UUID, report_id: UUID) -> bool:
    """Whether there is such a report, and it has no photo yet (one row by key)."""
    return await work.fetch_row(WAITS, project_id, report_id) is not None


async def give_photo(work: UnitOfWork, report_id: UUID, *photo: str) -> None:
    """Give a report its photo."""
    await work.write(PHOTO, report_id, *photo)


async def count_review(work: UnitOfWork, project_id: UUID, review_id: UUID, level: int) -> bool:
    """Count a review; False when it is counted already."""
    return await work.write(REVIEW, review_id, project_id, level) is not None


async def uncount_review(work: UnitOfWork, review_id: UUID) -> bool:
    """Count it no more; False when it was not counted."""
    return await work.write(INVALID, review_id) is not None


async def judged(work: UnitOfWork, project_id: UUID) -> tuple[int, float | None]:
    """How many reviews a project has, and their mean (counted)."""
    row = await work.fetch_row(JUDGED, project_id)
    if row is None or row["mean"] is None:
        return 0, None
    return row["reviews"], round(float(row["mean"]), 2)


async def _put_steps(work: UnitOfWork, project: Project) -> None:
    rows = [
        [project.project_id, *(getattr(one, name) for name in STEP)] for one in project.milestones
    ]
    await work.write_many(ADD_STEP, rows)


async def _projects(work: UnitOfWork, rows: Sequence[Row]) -> list[Project]:
    steps = await work.fetch(STEPS_OF, [row["project_id"] for row in rows])
    return [
        Project(
            **{name: row[name] for name in OWN} | {"state": ProjectState(row["state"])},
            milestones=[
                Milestone(**{name: one[name] for name in STEP})
                for one in steps if one["project_id"] == row["project_id"]
            ],
        )
        for row in rows
    ]  # fmt: skip
