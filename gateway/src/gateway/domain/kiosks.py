"""Kiosks: self-service terminals, what they tell of themselves and what they are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any, ClassVar, Literal

from shared.refusals import Conflict, NotFound, Unauthenticated

BEAT_EVERY = timedelta(seconds=60)
MISSED_BEATS = 3  # so many in a row, and the kiosk counts as away
LOW_PAPER = 10  # percent

Printer = Literal["ok", "no_paper", "jammed", "away"]
Trouble = Literal["away", "paper_low", "no_paper", "jammed", "printer_away", "settings_old"]


class KioskUnknown(NotFound):
    """没有这台自助终端。"""

    advice = "请核对终端编号，可在 /api/v1/kiosks 查询。"


@dataclass(eq=False)
class KioskCodeTaken(Conflict):
    """终端编号已被使用。"""

    advice: ClassVar[str] = "编号 {code} 已经登记，请换一个编号。"
    code: str


class KioskTokenRefused(Unauthenticated):
    """终端令牌不正确或已停用。"""

    advice = "请联系管理员核对终端，必要时重新登记并换发终端令牌。"


@dataclass(frozen=True, slots=True)
class Beat:
    """What a kiosk last told of itself; ``paper`` in percent."""

    at: datetime
    version: str
    paper: int
    printer: Printer
    settings_version: int


def new_device_token() -> str:
    """A token nobody can guess: 256 random bits."""
    return token_urlsafe(32)


def troubles(beat: Beat | None, settings_version: int, now: datetime) -> list[Trouble]:
    """What ails a kiosk; of one that is away nothing else is known."""
    if beat is None or now - beat.at > BEAT_EVERY * MISSED_BEATS:
        return ["away"]
    found: list[Trouble] = []
    if beat.printer == "no_paper" or beat.paper == 0:
        found.append("no_paper")
    elif beat.paper <= LOW_PAPER:
        found.append("paper_low")
    if beat.printer == "jammed":
        found.append("jammed")
    if beat.printer == "away":
        found.append("printer_away")
    if beat.settings_version < settings_version:
        found.append("settings_old")
    return found


def laid_over(region: Mapping[str, Any], kiosk: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of one kiosk: its own, and its region's where it has none."""
    return {**region, **kiosk}
