"""Effects change at midnight: told once, at the true date, whatever happens around it."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from documents_building import Documents, a_document
from effects_building import (
    DAY,
    changes_told,
    clocks_at,
    first_told,
    give_force,
    in_china,
    look_all,
    look_at,
    running_from,
    until,
)

from svc_documents.domain.effects.effects import Cause, Force, Suspension
from svc_documents.domain.effects.terms import force_of, valid_until
from svc_documents.use_cases.effects.midnight import look, tell_effects

LAST = date(2026, 11, 30)
ENDED = LAST + DAY


async def test_the_last_day_is_valid_and_the_next_midnight_tells_the_lapse_once(
    documents: Documents,
) -> None:
    entered = await documents.enter(a_document(force=until(LAST)))

    await look_at(documents, in_china(LAST, 23, 59, 59))
    assert await changes_told(documents) == []
    for _ in range(2):
        await look_at(documents, in_china(ENDED))

    (told,) = await documents.told("documents.document.effect_changed.v1")
    assert told["document_id"] == str(entered.document_id)
    assert (told["effect_before"], told["effect"], told["since"]) == (
        "valid", "lapsed", "2026-12-01",
    )  # fmt: skip
    assert told["reason"] == "有效期届满"


async def test_a_last_day_of_february_in_a_leap_year_is_the_29th(documents: Documents) -> None:
    await documents.enter(a_document(force=until(date(2028, 2, 29))))

    await look_at(documents, in_china(date(2028, 2, 29), 23, 59, 59))
    assert await changes_told(documents) == []
    await look_at(documents, in_china(date(2028, 3, 1)))

    assert await changes_told(documents) == [("valid", "lapsed", "2028-03-01")]


async def test_a_repeal_before_the_lapse_is_the_only_end(documents: Documents) -> None:
    force = replace(until(LAST), until=date(2026, 11, 28), cause=Cause.REPEALED)
    await documents.enter(a_document(force=force))

    await look_all(documents, in_china(date(2026, 12, 20)))

    assert await changes_told(documents) == [("valid", "repealed", "2026-11-28")]


async def test_what_happened_while_everything_was_down_is_told_in_order_at_true_dates(
    documents: Documents,
) -> None:
    force = Force(
        first=date(2026, 11, 26), until=date(2027, 3, 1), cause=Cause.LAPSED,
        amended_on=date(2026, 12, 15),
        suspensions=(Suspension(date(2027, 1, 5), date(2027, 1, 9), "第三条", "行政复议"),),
    )  # fmt: skip
    await documents.enter(a_document(force=force))

    await look_all(documents, in_china(date(2027, 6, 1), 9))

    assert await changes_told(documents) == [
        ("not_yet", "valid", "2026-11-26"),
        ("valid", "amended", "2026-12-15"),
        ("amended", "suspended", "2027-01-05"),
        ("suspended", "amended", "2027-01-09"),
        ("amended", "lapsed", "2027-03-01"),
    ]


async def test_one_fast_clock_tells_nothing_early(documents: Documents) -> None:
    await documents.enter(a_document(force=until(LAST)))
    half_past_eleven, fast = in_china(LAST, 23, 30), in_china(ENDED, 0, 30)

    await look_at(documents, fast, half_past_eleven)
    await look_at(documents, half_past_eleven, fast)
    assert await changes_told(documents) == []
    await look_at(documents, in_china(ENDED), in_china(ENDED))

    assert await changes_told(documents) == [("valid", "lapsed", "2026-12-01")]


async def test_a_clock_that_jumps_an_hour_forth_and_back_tells_once_at_the_true_date(
    documents: Documents,
) -> None:
    entered = await documents.enter(a_document(force=until(LAST)))

    await look_at(documents, in_china(ENDED, 0, 30))  # both clocks are an hour fast
    await look_at(documents, in_china(LAST, 23, 30))  # and are put right
    reading = await documents.as_().get(f"/documents/{entered.document_id}?on=2026-11-30")
    await look_all(documents, in_china(ENDED))
    await look_all(documents, in_china(ENDED + DAY))

    assert await changes_told(documents) == [("valid", "lapsed", "2026-12-01")]
    assert reading.json()["effect"]["effect"] == "valid"


async def test_told_by_a_fast_clock_and_then_repealed_the_same_evening_ends_as_repealed(
    documents: Documents,
) -> None:
    entered = await documents.enter(a_document(force=until(LAST)))
    await look_at(documents, in_china(ENDED, 0, 30))
    documents.set_clock(in_china(LAST, 23, 40))

    repealed = replace(until(LAST), until=LAST, cause=Cause.REPEALED, reason="决定废止")
    await give_force(documents, entered, repealed)
    await look_all(documents, in_china(ENDED + DAY))

    assert await changes_told(documents) == [
        ("valid", "lapsed", "2026-12-01"),
        ("lapsed", "repealed", "2026-11-30"),
    ]


async def test_a_command_just_after_midnight_tells_what_the_job_had_not_told_yet(
    documents: Documents,
) -> None:
    entered = await documents.enter(a_document(force=until(LAST)))
    documents.set_clock(in_china(ENDED, 0, 0, 1))

    await give_force(documents, entered, until(date(2027, 11, 30)))
    await look_all(documents, in_china(ENDED, 0, 0, 2))

    assert await changes_told(documents) == [
        ("valid", "lapsed", "2026-12-01"),
        ("lapsed", "valid", "2022-11-28"),
    ]


async def test_two_workers_at_once_tell_two_hundred_documents_once_each(
    documents: Documents,
) -> None:
    entered = {
        str((await documents.enter(a_document(force=until(LAST)))).document_id) for _ in range(200)
    }
    clocks = clocks_at(in_china(ENDED))
    looked = [0, 0]

    async def worker(which: int) -> None:
        while True:
            found = await look(documents.bench, clocks)
            looked[which] += found.told
            if not found.told and not found.left:
                return

    await asyncio.gather(worker(0), worker(1))

    told = [one["document_id"] for one in await documents.told(
        "documents.document.effect_changed.v1"
    )]  # fmt: skip
    assert sum(looked) == len(told) == 200
    assert set(told) == entered
    assert min(looked) > 0


async def test_no_cache_holds_an_effect_past_midnight(documents: Documents) -> None:
    entered = await documents.enter(a_document(force=until(LAST)))
    path, client = f"/documents/{entered.document_id}", documents.as_()

    by_day = (await client.get(path)).headers["cache-control"]
    documents.set_clock(in_china(LAST, 23, 59, 50))
    late = await client.get(path)
    documents.set_clock(in_china(ENDED))
    after = await client.get(path, headers={"If-None-Match": late.headers["etag"]})

    assert by_day == "public, max-age=60, stale-while-revalidate=300"
    assert late.headers["cache-control"] == "public, max-age=10, stale-while-revalidate=0"
    assert (late.json()["effect"]["effect"], after.json()["effect"]["effect"]) == (
        "valid", "lapsed",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "kind", "first", "last"),
    [
        ("鹤城区政务服务管理办法", "办法", date(2021, 12, 1), date(2026, 12, 1)),
        ("鹤城区政务服务管理办法（暂行）", "办法", date(2024, 12, 1), date(2026, 12, 1)),
        ("关于禁止燃放烟花爆竹的通告", "通告", date(2025, 12, 1), date(2026, 12, 1)),
        ("鹤城区政务服务管理办法", "办法", date(2024, 2, 29), date(2029, 2, 28)),
        ("鹤城区政务服务管理办法（试行）", "办法", date(2026, 2, 28), date(2028, 2, 28)),
    ],
)
async def test_the_term_of_each_kind_ends_after_its_last_day(
    documents: Documents, title: str, kind: str, first: date, last: date
) -> None:
    rules = documents.settings.jurisdictions().of_region("431202")
    assert rules is not None
    found = valid_until(rules, title=title, kind=kind, published_on=first, effective_on=first)
    await documents.enter(a_document(title=title, force=force_of(first, found)))

    await look_all(documents, in_china(last, 23, 59, 59))
    before = await changes_told(documents)
    await look_all(documents, in_china(last + DAY))

    assert before == []
    assert (await changes_told(documents))[-1] == ("valid", "lapsed", (last + DAY).isoformat())


async def test_the_running_job_tells_within_a_second_of_midnight(documents: Documents) -> None:
    await documents.enter(a_document(force=until(LAST)))
    clocks = running_from(in_china(ENDED) - timedelta(milliseconds=700))
    told = await first_told(documents, tell_effects(documents.bench, clocks))

    assert timedelta(0) <= told - in_china(ENDED) < timedelta(seconds=1)


async def test_the_job_sleeps_until_midnight_and_no_longer_than_a_minute(
    documents: Documents,
) -> None:
    half_a_second_before = in_china(ENDED) - timedelta(milliseconds=500)

    assert (await look_at(documents, half_a_second_before)).pause == timedelta(milliseconds=500)
    assert (await look_at(documents, in_china(ENDED))).pause == timedelta(minutes=1)
