"""What officers said of a certificate's data with their decision: kept until it is issued."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from shared.database import UnitOfWork
from shared.ids import new_id
from shared.personal_data import Cell, PersonalData

FORGET = "DELETE FROM granted_data WHERE case_id = $1 AND key = ANY($2::text[])"
DROP = "DELETE FROM granted_data WHERE case_id = $1 AND product_code = $2"
ADD = """
INSERT INTO granted_data (granted_id, case_id, key, product_code, personal)
VALUES ($1, $2, $3, $4, $5)
"""
OF_CASE = "SELECT granted_id, product_code, personal FROM granted_data WHERE case_id = $1"


async def put(
    work: UnitOfWork,
    secrets: PersonalData,
    case_id: UUID,
    key: str,
    product_code: str,
    data: Mapping[str, Any],
) -> None:
    """Keep what was said of one product, encrypted; what was said before counts no longer."""
    granted_id = new_id()
    personal = secrets.encrypt(orjson.dumps(dict(data)).decode(), _cell(granted_id))
    await work.write(DROP, case_id, product_code)
    await work.write(ADD, granted_id, case_id, key, product_code, personal)


async def of_case(
    work: UnitOfWork, secrets: PersonalData, case_id: UUID
) -> Mapping[str, Mapping[str, Any]]:
    """Everything that was said, by product (one indexed read)."""
    rows = await work.fetch(OF_CASE, case_id)
    return {
        row["product_code"]: orjson.loads(
            secrets.decrypt(row["personal"], _cell(row["granted_id"]))
        )
        for row in rows
    }


async def forget(work: UnitOfWork, case_id: UUID, keys: Sequence[str]) -> None:
    """What these nodes' officers said counts no longer."""
    await work.write(FORGET, case_id, list(keys))


def _cell(granted_id: UUID) -> Cell:
    return Cell("granted_data", "personal", granted_id)
