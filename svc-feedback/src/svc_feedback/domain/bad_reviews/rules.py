"""The limits of every region as a deployment's file says them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from svc_feedback.domain.bad_reviews.kinds import Grade
from svc_feedback.domain.bad_reviews.limits import BadReviewLimits, Limit, Unit
from svc_feedback.domain.places import holding, narrowest

ELSEWHERE = "*"
PARTS = ("contact", "rectify_simple", "rectify_complex", "revisit", "extension")


@dataclass(frozen=True, slots=True)
class BadReviewRules:
    """What a deployment's file says of bad reviews."""

    limits: Mapping[str, BadReviewLimits]

    def limits_of(self, region_code: str) -> BadReviewLimits:
        """A region's limits, else its city's, its province's, or those that hold elsewhere."""
        return self.limits[narrowest(self.limits, region_code) or ELSEWHERE]


def read_bad_review_rules(rows: list[Mapping[str, Any]]) -> BadReviewRules:
    """The rules of a file; what a region does not say holds as around it, or as elsewhere.

    ``rectify`` stands for simple and complex alike. ValueError says what is not in order.
    """
    said = {str(row["code"]): _both(row) for row in rows}
    missing = [part for part in PARTS if part not in said.get(ELSEWHERE, {})]
    if missing:
        raise ValueError(f"deadlines: {ELSEWHERE}: no {', '.join(missing)}")
    return BadReviewRules({code: _limits(_whole(said, code)) for code in said})


def _whole(said: Mapping[str, Mapping[str, Any]], code: str) -> dict[str, Any]:
    around = [said[one] for one in holding(said, code)]
    return {part: value for row in (said[ELSEWHERE], *around) for part, value in row.items()}


def _both(row: Mapping[str, Any]) -> dict[str, Any]:
    if "rectify" not in row:
        return dict(row)
    return {"rectify_simple": row["rectify"], "rectify_complex": row["rectify"], **row}


def _limits(row: Mapping[str, Any]) -> BadReviewLimits:
    contact, simple, hard, revisit, extension = (_limit(row[part]) for part in PARTS)
    return BadReviewLimits(contact, {Grade.SIMPLE: simple, Grade.COMPLEX: hard}, revisit, extension)


def _limit(given: Mapping[Any, Any]) -> Limit:
    ((number, unit),) = given.items()
    if not isinstance(number, int) or number < 0 or unit not in get_args(Unit):
        raise ValueError(f"deadlines: {given} is not a number of {', '.join(get_args(Unit))}")
    return Limit(number, cast("Unit", unit))
