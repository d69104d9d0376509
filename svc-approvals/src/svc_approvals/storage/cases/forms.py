"""Answers and form of a case: personal data items encrypted for their cell, the rest plain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from shared.database import UnitOfWork
from shared.personal_data import Cell, PersonalData
from svc_approvals.domain.catalogue.matters import Matter

GET = "SELECT answers, form, personal FROM case_form WHERE case_id = $1"
PUT = """
INSERT INTO case_form (case_id, answers, form, personal) VALUES ($1, $2, $3, $4)
ON CONFLICT (case_id) DO UPDATE SET answers = EXCLUDED.answers, form = EXCLUDED.form,
    personal = EXCLUDED.personal
"""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What the applicant answered and filled in."""

    answers: Mapping[str, Any]
    form: Mapping[str, Any]


async def read(work: UnitOfWork, secrets: PersonalData, case_id: UUID) -> FilledForm:
    """The whole form, personal items included."""
    row = await work.fetch_row(GET, case_id)
    if row is None:
        return FilledForm({}, {})
    token = row["personal"]
    personal = orjson.loads(secrets.decrypt(token, cell_of(case_id))) if token else {}
    return FilledForm(row["answers"], {**row["form"], **personal})


async def write(
    work: UnitOfWork,
    secrets: PersonalData,
    case_id: UUID,
    matter: Matter,
    filled: FilledForm,
) -> None:
    """Keep the form; items the matter marks personal are never stored in clear."""
    marked = {one.key for one in matter.form.fields() if one.personal}
    plain = {key: value for key, value in filled.form.items() if key not in marked}
    personal = {key: value for key, value in filled.form.items() if key in marked}
    token = secrets.encrypt(orjson.dumps(personal).decode(), cell_of(case_id)) if personal else None
    await work.write(PUT, case_id, dict(filled.answers), plain, token)


def cell_of(case_id: UUID) -> Cell:
    """Where the personal items of a case lie, which they are encrypted for."""
    return Cell("case_form", "personal", case_id)
