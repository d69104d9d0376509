"""Calls for ideas, and ideas, as rows."""

from dataclasses import astuple
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.livelihood_projects.calls import Call, Idea, IdeaState

CALL = "call_id, year, title, opens_on, closes_on, organ_id, organ_name, region_code"
IDEA = "idea_id, call_id, account_id, text, state, answer"
ADD_CALL = f"INSERT INTO idea_call ({CALL}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
CALLS = f"SELECT {CALL} FROM idea_call ORDER BY opens_on DESC, call_id LIMIT 100"
ONE_CALL = f"SELECT {CALL} FROM idea_call WHERE call_id = $1"
ADD_IDEA = f"INSERT INTO idea ({IDEA}) VALUES ($1, $2, $3, $4, $5, $6)"
SAVE_IDEA = "UPDATE idea SET state = $2, answer = $3 WHERE idea_id = $1"
ONE_IDEA = f"SELECT {IDEA} FROM idea WHERE call_id = $1 AND idea_id = $2 FOR UPDATE"
IDEAS = f"""
SELECT {IDEA} FROM idea WHERE call_id = $1 AND state = $2 AND ($3::uuid IS NULL OR idea_id < $3)
ORDER BY idea_id DESC LIMIT $4
"""


async def add_call(work: UnitOfWork, call: Call) -> None:
    """Keep a call."""
    await work.write(ADD_CALL, *astuple(call))


async def calls(work: UnitOfWork) -> list[Call]:
    """The calls, the newest first (listed)."""
    return [Call(**row) for row in await work.fetch(CALLS)]


async def call(work: UnitOfWork, call_id: UUID) -> Call | None:
    """One call (one row by key)."""
    row = await work.fetch_row(ONE_CALL, call_id)
    return Call(**row) if row else None


async def add_idea(work: UnitOfWork, idea: Idea) -> None:
    """Keep an idea."""
    await work.write(ADD_IDEA, *astuple(idea))


async def save_idea(work: UnitOfWork, idea: Idea) -> None:
    """Write what became of an idea."""
    await work.write(SAVE_IDEA, idea.idea_id, idea.state, idea.answer)


async def locked_idea(work: UnitOfWork, call_id: UUID, idea_id: UUID) -> Idea | None:
    """An idea of a call, locked (one row by key)."""
    await work.lock()
    row = await work.fetch_row(ONE_IDEA, call_id, idea_id)
    return Idea(**dict(row) | {"state": IdeaState(row["state"])}) if row else None


async def ideas(
    work: UnitOfWork, call_id: UUID, state: IdeaState, after: UUID | None, limit: int
) -> list[Row]:
    """Ideas of a call in one state, the newest first (indexed)."""
    return await work.fetch(IDEAS, call_id, state, after, limit)
