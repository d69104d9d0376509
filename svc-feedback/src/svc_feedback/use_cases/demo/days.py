"""Units of work of days gone by, and who acts in the demo."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.office_hours import CHINA_TIME, china_time

Begin = Callable[[datetime], AbstractAsyncContextManager[UnitOfWork]]
MORNING = 10
ACCOUNT = "yangguang:demo"


def demo_id(*words: str) -> UUID:
    """The same id for the same words, at every place."""
    return uuid5(NAMESPACE_URL, "/".join((ACCOUNT, *words)))


def clerk(organ_id: UUID, region_code: str) -> Caller:
    """Who acts for an organ."""
    return _staff("editor", organ_id, region_code)


def overseer(region_code: str) -> Caller:
    """Who oversees a region."""
    return _staff("supervisor", None, region_code)


def member(organ_id: UUID, region_code: str, staff_no: str) -> Caller:
    """Who handles something for an organ, by the own number."""
    return _staff("approver", organ_id, region_code, staff_no)


def day(today: date, days: int) -> date:
    """So many days from today."""
    return today + timedelta(days=days)


def moment(days: int, now: datetime | None = None) -> datetime:
    """Ten in the morning, so many days from today; never later than now."""
    known = now or datetime.now(UTC)
    local = china_time(known) + timedelta(days=days)
    then = datetime(local.year, local.month, local.day, MORNING, tzinfo=CHINA_TIME)
    return min(then.astimezone(UTC), known)


def _staff(role: str, organ_id: UUID | None, region_code: str, staff_no: str = "demo") -> Caller:
    return Caller(
        f"system:demo:{role}", "staff", roles=frozenset({role}), organ_id=organ_id,
        region_code=region_code, staff_no=staff_no,
    )  # fmt: skip
