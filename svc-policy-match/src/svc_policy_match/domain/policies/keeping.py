"""What is said of a policy as plain JSON, and back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from svc_policy_match.domain.policies.policies import Audience, Level, Said

DAYS = ("opens_on", "closes_on")
NAMES = tuple(one.name for one in fields(Said))


def kept(said: Said) -> dict[str, Any]:
    """As it is stored and told: days as ISO dates, ids as text."""
    found = {name: getattr(said, name) for name in NAMES}
    for name in DAYS:
        found[name] = found[name].isoformat() if found[name] else None
    found["fund_id"] = str(said.fund_id) if said.fund_id else None
    return found


def said_of(stored: Mapping[str, Any]) -> Said:
    """What was stored; members it does not know are left out, so that old rows stay readable."""
    found = {name: stored[name] for name in NAMES if name in stored}
    found |= {"level": Level(found["level"]), "audience": Audience(found["audience"])}
    for name in DAYS:
        found[name] = date.fromisoformat(found[name]) if found.get(name) else None
    found["fund_id"] = UUID(found["fund_id"]) if found.get("fund_id") else None
    return Said(**found)
