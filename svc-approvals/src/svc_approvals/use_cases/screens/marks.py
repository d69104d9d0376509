"""The mark of a value: what a verdict is bound to, without the value being kept beside it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson

from shared.personal_data import PersonalData

LENGTH = 24


def mark_of(secrets: PersonalData, session_id: UUID, key: str, value: Any) -> str:
    """Keyed and bound to session and field, so that marks tell nobody which values are equal."""
    exact = orjson.dumps([str(session_id), key, value]).hex()
    return secrets.blind_index("screen_value", exact)[:LENGTH]


def marks_of(
    secrets: PersonalData, session_id: UUID, keys: Iterable[str], form: Mapping[str, Any]
) -> dict[str, str]:
    """The marks of these fields as the form stands."""
    return {key: mark_of(secrets, session_id, key, form.get(key)) for key in keys}
