"""What acts upon a force from outside: ends and amendments, each on its day.

A document's own end (the last day of its validity) is one of them. The earliest end that stands
is the end; of several on one day the one with a document behind it wins, so that what is renewed
in time never lapses. Taking an act back leaves what the others say.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from svc_documents.domain.effects.effects import Cause, Force

RANK = (Cause.REPLACED, Cause.REPEALED, Cause.CLEANED_UP, Cause.LAPSED)


class ActKind(StrEnum):
    """What an act does."""

    ENDS = "ends"
    AMENDS = "amends"


class Act(NamedTuple):
    """One act upon a force, from a day on."""

    kind: ActKind
    on: date
    cause: Cause | None = None
    reason: str = ""
    by: UUID | None = None


def own_acts(force: Force) -> Iterable[Act]:
    """What a force nobody has acted upon says of its end and its amendment."""
    if force.until is not None:
        cause = force.cause or Cause.LAPSED
        yield Act(ActKind.ENDS, force.until, cause, force.reason, force.ended_by)
    if force.amended_on is not None:
        yield Act(ActKind.AMENDS, force.amended_on)


def folded(force: Force, acts: Iterable[Act]) -> Force:
    """The force with the earliest end and the earliest amendment among the acts that stand."""
    acts = list(acts)
    end = min((one for one in acts if one.kind is ActKind.ENDS), key=_earliest, default=None)
    amended = min((one.on for one in acts if one.kind is ActKind.AMENDS), default=None)
    if end is None:
        return replace(
            force, until=None, cause=None, reason="", ended_by=None, amended_on=amended
        )  # fmt: skip
    return replace(
        force, until=end.on, cause=end.cause, reason=end.reason, ended_by=end.by,
        amended_on=amended,
    )  # fmt: skip


def _earliest(act: Act) -> tuple[date, int]:
    return act.on, RANK.index(act.cause or Cause.LAPSED)
