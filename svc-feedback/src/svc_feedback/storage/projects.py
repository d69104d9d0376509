"""Livelihood projects that are done, and who may review them."""

from dataclasses import astuple, fields
from uuid import UUID

from shared.database import UnitOfWork
from svc_feedback.domain.projects import DoneProject

COLUMNS = ", ".join(field.name for field in fields(DoneProject))
PUT = f"""
INSERT INTO done_project ({COLUMNS}) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (project_id) DO UPDATE SET title = EXCLUDED.title, organ_id = EXCLUDED.organ_id,
    region_code = EXCLUDED.region_code, done_on = EXCLUDED.done_on
"""
ONE = f"SELECT {COLUMNS} FROM done_project WHERE project_id = $1"


async def put(work: UnitOfWork, project: DoneProject) -> None:
    """Keep what was told of a project that is done."""
    await work.write(PUT, *astuple(project))


async def done(work: UnitOfWork, project_id: UUID) -> DoneProject | None:
    """A project that is done (one row by key)."""
    row = await work.fetch_row(ONE, project_id)
    return DoneProject(**dict(row)) if row else None
