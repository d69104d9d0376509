"""The library's list as it is handed out whole: fed, exported; the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.effects.effects import EffectOn
from svc_documents.storage.documents.documents import FORCE, force_of
from svc_documents.storage.effects.effect_on_day import effect_on
from svc_documents.storage.search.conditions import Narrowed

UNKNOWN_DAY = date.min  # which travels as -infinity
OWN = (
    "document_id", "title", "document_no", "registration_no", "issued_on", "organ_name", "kind",
    "category", "theme", "document_class", "region_code", "published_at", "updated_at",
)  # fmt: skip
MEMBERS = {
    "organ": "(organ_name = {value} OR {value} = ANY(joint_organs))",
    "category": "category = {value}", "kind": "kind = {value}", "theme": "theme = {value}",
    "document_class": "document_class = {value}", "region_code": "region_code = {value}",
    "number_key": "number_key = {value}",
    "year": "issued_on >= make_date({value}, 1, 1) AND issued_on < make_date({value} + 1, 1, 1)",
}  # fmt: skip
AFTER = "(coalesce(issued_on, '-infinity'), document_id) < ({day}::date, {document_id}::uuid)"
LIST = f"""
SELECT {", ".join((*OWN, *FORCE))}, suspensions FROM document
WHERE is_public AND {{conditions}}
ORDER BY coalesce(issued_on, '-infinity') DESC, document_id DESC LIMIT {{limit}}
"""


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One row of the list, with its effect on the day asked for."""

    document_id: UUID
    title: str
    document_no: str
    registration_no: str
    issued_on: date | None
    organ_name: str
    kind: str
    category: str
    theme: str
    document_class: str
    region_code: str
    published_at: datetime
    updated_at: datetime
    effect: EffectOn

    @property
    def place(self) -> tuple[date, UUID]:
        """Where it stands in the order."""
        return self.issued_on or UNKNOWN_DAY, self.document_id


async def listed(
    work: UnitOfWork, narrowed: Narrowed, after: Sequence[Any] | None, limit: int
) -> list[ShelfRow]:
    """Rows after a place (a sorted pass over what is narrowed to)."""
    values: list[Any] = []

    def put(value: Any) -> str:
        values.append(value)
        return f"${len(values)}"

    conditions = ["true"]
    for name, condition in MEMBERS.items():
        if (value := getattr(narrowed, name)) is not None:
            kind = "::int" if name == "year" else "::text"
            conditions.append(condition.format(value=put(value) + kind))
    if narrowed.effects:
        conditions.append(
            f"{effect_on(put(narrowed.on))} = ANY({put(list(narrowed.effects))}::text[])"
        )
    if narrowed.on != narrowed.today:
        conditions.append(f"coalesce(issued_on, '-infinity') <= {put(narrowed.on)}::date")
    if after is not None:
        conditions.append(AFTER.format(day=put(after[0]), document_id=put(after[1])))
    sql = LIST.format(conditions=" AND ".join(conditions), limit=put(limit))
    return [
        ShelfRow(**{name: row[name] for name in OWN}, effect=force_of(row).on(narrowed.on))
        for row in await work.fetch(sql, *values)
    ]
