"""The last day of validity: by kind, by title, at 29 February, by what a document says itself."""

from datetime import date

import pytest
from jurisdiction_building import a_jurisdiction

from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.effects.terms import (
    OwnTerm,
    TermTooLong,
    force_of,
    is_interim,
    months_before,
    valid_until,
    years_after,
)

D = date.fromisoformat
HUNAN = a_jurisdiction()


def last_day(
    title: str = "管理办法", kind: str = "办法", first: str = "2024-02-29",
    own: OwnTerm | None = None, start: str = "entry_into_force",
) -> date | None:  # fmt: skip
    return valid_until(
        a_jurisdiction(starts_at=start), title=title, kind=kind, published_on=D("2024-01-15"),
        effective_on=D(first), own=own,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("管理办法", "办法", "2029-02-28"),
        ("管理暂行办法", "办法", "2026-02-28"),
        ("管理办法（试行）", "办法", "2026-02-28"),
        ("禁止燃放的通告", "通告", "2025-02-28"),
        ("禁止燃放的暂行通告", "通告", "2025-02-28"),
        ("关于表彰的决定", "决定", None),
    ],
)
def test_terms_by_kind_and_title(title: str, kind: str, expected: str | None) -> None:
    assert last_day(title, kind) == (D(expected) if expected else None)


def test_counted_from_publication_where_the_law_says_so() -> None:
    assert last_day(start="publication") == D("2029-01-15")


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (OwnTerm(years=3), "2027-02-28"),
        (OwnTerm(last_day=D("2024-12-31")), "2024-12-31"),
        (OwnTerm(years=1, last_day=D("2026-12-31")), "2025-02-28"),
        (OwnTerm(), "2029-02-28"),
    ],
)
def test_a_document_may_say_less(own: OwnTerm, expected: str) -> None:
    assert last_day(own=own) == D(expected)


def test_a_document_may_not_say_more() -> None:
    with pytest.raises(TermTooLong) as refused:
        last_day(own=OwnTerm(years=6))

    assert refused.value.longest == D("2029-02-28")
    assert last_day("关于表彰的决定", "决定", own=OwnTerm(years=6)) == D("2030-02-28")


@pytest.mark.parametrize(
    ("title", "interim"),
    [
        ("关于印发《鹤城区公租房管理暂行办法》的通知", True),
        ("个人信用征信管理试行办法（已废止）", True),
        ("关于转发修订的《产业结构调整专项扶持暂行办法》的通知", True),
        ("关于延长产假的暂行规定", True),
        ("先行先试行动方案", False),
        ("先行先试实施办法（试行）", True),
        ("关于废止《考试录用国家公务员暂行办法》的决定", False),
        ("关于修改《资源税暂行条例》的决定", False),
        ("关于延长《交易场所管理暂行办法》有效期的通知", False),
        ("关于《征收房产税试点的暂行办法》继续有效的通知", False),
        ("关于宣布〈蔬菜生产保护区暂行规定〉自然失效的决定", False),
    ],
)
def test_interim_is_what_the_title_says_of_the_document_itself(title: str, interim: bool) -> None:  # noqa: FBT001 - expected
    assert is_interim(HUNAN.terms, title) is interim


def test_the_last_day_is_still_valid_and_the_next_is_not() -> None:
    force = force_of(D("2020-02-29"), years_after(D("2020-02-29"), 5))

    assert force.on(D("2020-02-28")).effect is Effect.NOT_YET
    assert force.on(D("2025-02-28")).effect is Effect.VALID
    assert force.on(D("2025-03-01"))[:2] == (Effect.LAPSED, D("2025-03-01"))
    assert force_of(D("2020-02-29"), None).on(D("2099-01-01")).effect is Effect.VALID


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        ("2025-08-31", 6, "2025-02-28"),
        ("2024-08-31", 6, "2024-02-29"),
        ("2025-01-15", 1, "2024-12-15"),
        ("2025-12-31", 12, "2024-12-31"),
    ],
)
def test_months_before(day: str, months: int, earlier: str) -> None:
    assert months_before(D(day), months) == D(earlier)
