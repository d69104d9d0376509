"""Whose case it is: the one key of the applicant, and the name as it may be shown."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Party:
    """An applicant: the account's id, or the id a walk-in was given."""

    applicant_id: UUID
    name_masked: str
