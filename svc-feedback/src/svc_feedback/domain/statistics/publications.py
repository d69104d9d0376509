"""Months whose figures are published: prepared by one, signed off by another, never changed.

What is corrected later is a new version beside the old one. The hash is SHA-256 over the
content as JSON with sorted members and without spaces, so that anybody can check it.
What was published keeps its content when formulas or members are added: its version says which.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from shared.refusals import Conflict, Forbidden, NotFound
from svc_feedback.domain.figures import Figures
from svc_feedback.domain.levels import BEST_FIRST
from svc_feedback.domain.statistics.handling import Handling

NO_REVIEWS = Figures(0, dict.fromkeys(BEST_FIRST, 0), answered=0)
NO_BAD_REVIEWS = Handling()
MONTH_VERSION = "2"  # 1: the figures of reviews alone; 2: how bad reviews were handled as well


class PublicationNotFound(NotFound):
    """没有找到这份统计月报。"""

    advice = "请从月报列表重新进入；未签发的月报不公开。"


class MonthNotOver(Conflict):
    """这个月还没有结束。"""

    advice = "请在次月再编制月报。"


class SignedOffByPreparer(Forbidden):
    """月报不能由编制人自己签发。"""

    advice = "请由另一名监督人员签发。"


class PublishedAlready(Conflict):
    """这份月报已经签发。"""

    advice = "已签发的月报不能修改；如需更正，请重新编制新的版本。"


@dataclass(frozen=True, slots=True)
class Publication:
    """One version of a region's month; unsigned it is nobody's business but the region's."""

    publication_id: UUID
    region_code: str
    month: date
    version: int
    formula_version: str
    content: Mapping[str, Any]
    digest: str
    prepared_by: str
    prepared_at: datetime
    signed_by: str | None = None
    signed_at: datetime | None = None
    signature: str | None = None

    @property
    def is_published(self) -> bool:
        """Whether it was signed off."""
        return self.signed_at is not None

    def may_sign(self, who: str) -> None:
        """Refused with PublishedAlready or SignedOffByPreparer."""
        if self.is_published:
            raise PublishedAlready
        if who == self.prepared_by:
            raise SignedOffByPreparer


def require_over(month: date, today: date) -> None:
    """Refused with MonthNotOver."""
    if (month.year, month.month) >= (today.year, today.month):
        raise MonthNotOver


def content_of(
    region_code: str,
    month: date,
    whole: tuple[Figures, Handling],
    organs: tuple[Mapping[str, Figures], Mapping[str, Handling]],
) -> dict[str, Any]:
    """What is published: the region's figures, and the monthly table with a row per organ."""
    figures, handling = organs
    return {
        "region_code": region_code,
        "month": f"{month:%Y-%m}",
        "formula_version": MONTH_VERSION,
        "whole": _row(*whole),
        "organs": [
            {"organ_id": organ}
            | _row(figures.get(organ, NO_REVIEWS), handling.get(organ, NO_BAD_REVIEWS))
            for organ in sorted({*figures, *handling})
        ],
    }


def digest_of(content: Mapping[str, Any]) -> str:
    """The hash that is signed, in hexadecimal digits."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def _row(figures: Figures, handling: Handling) -> dict[str, Any]:
    return {
        "opportunities": figures.opportunities,
        "answered": figures.answered,
        "reviews": figures.reviews,
        "levels": {str(int(level)): figures.levels[level] for level in BEST_FIRST},
        "defaults": figures.defaults,
        "imported": figures.imported,
        "invalid": figures.invalid,
        "bad": figures.bad,
        "bad_rate": figures.bad_rate,
        "satisfaction_strict": figures.satisfaction_strict,
        "satisfaction_wide": figures.satisfaction_wide,
        "mean_score": figures.mean_score,
        "active_rate": figures.active_rate,
        "handling": {
            **asdict(handling),
            "rectified_rate": handling.rectified_rate,
            "in_time_rate": handling.in_time_rate,
            "revisit_rate": handling.revisit_rate,
            "upheld_rate": handling.upheld_rate,
        },
    }
