"""The year's notice is imported: every open due date is counted anew, in one audited batch."""

from asyncio import gather
from datetime import date, timedelta
from uuid import UUID

import pytest
from approvals_building import DEFERRED, Approvals, a_handed_in_case
from case_building import at
from recount_building import (
    after_the_lease,
    an_accepted_case_of_december,
    batches,
    both_rounds,
    hear,
    known_as_guessed,
    messages,
    run_due,
    shown,
    the_notice,
    timer_of,
    told,
)
from refusal_reading import problem_of

from shared import audit
from shared.office_hours import moment_of
from svc_approvals.storage.cases import recounts
from svc_approvals.storage.cases.recounts import Overtaken
from svc_approvals.use_cases.cases.recounting import recount_case
from svc_approvals.use_cases.cases.recounts import SETTLED

SENTENCE = "放假安排已公布，办件时限已重新计算。"


async def test_a_case_of_28_december_is_counted_anew_when_the_notice_comes(
    approvals: Approvals,
) -> None:
    await known_as_guessed(approvals)
    journey = await an_accepted_case_of_december(approvals)
    case_id = journey.case_id
    before = (await journey.track()).json()
    assert (shown(before["promised_due"]), before["provisional"]) == ("2027-01-25 17:00", True)
    assert shown(before["statutory_due"]) == "2027-03-01 17:00"
    assert await timer_of(approvals, case_id, "case_clock") == "2027-01-25 17:00"
    assert await timer_of(approvals, case_id, "deferral", DEFERRED) == "2027-01-04 17:00"

    approvals.later(timedelta(days=1))
    await hear(approvals, the_notice())
    await both_rounds(approvals)

    after = (await journey.track()).json()
    assert (shown(after["promised_due"]), after["provisional"]) == ("2027-01-26 17:00", False)
    assert shown(after["statutory_due"]) == "2027-03-08 17:00"
    assert SENTENCE in [entry["text"] for entry in after["timeline"]]
    assert after["version"] == before["version"] + 1
    (fact,) = await told(approvals, case_id, "recounted")
    assert shown(fact["promised_before"]) == "2027-01-25 17:00"
    assert shown(fact["promised_due"]) == "2027-01-26 17:00"
    assert await timer_of(approvals, case_id, "case_clock") == "2027-01-26 17:00"
    assert await timer_of(approvals, case_id, "deferral", DEFERRED) == "2027-01-05 17:00"
    assert shown(after["deferrals"][0]["deferred_until"]) == "2027-01-05 17:00"
    (message,) = await messages(approvals, "case_recounted")
    assert message["parameters"]["promised_due"] == "2027年01月26日"
    assert [node["provisional"] for node in after["nodes"] if node["state"] == "active"] == [
        False
    ] * 5
    batch = (await batches(approvals))[-1]
    assert (batch["year"], batch["looked_at"], batch["moved"], batch["failed"]) == (2027, 1, 1, 0)
    assert batch["finished_at"] == approvals.now
    assert await batch_told(approvals, batch["recount_id"]) == [
        {"year": 2027, "looked_at": 1, "moved": 1, "failed": 0}
    ]
    await the_record_holds(approvals)


async def batch_told(approvals: Approvals, recount_id: UUID) -> list[dict[str, int]]:
    rows = await approvals.pool.fetch(
        "SELECT data FROM journal WHERE aggregate_id = $1"
        " AND subject = 'approvals.calendar.recounted.v1'",
        recount_id,
    )
    return [row["data"] for row in rows]


async def the_record_holds(approvals: Approvals) -> None:
    async with approvals.work() as work:
        await audit.seal(work, work.now)
        await work.commit()
    async with approvals.pool.acquire() as connection:
        assert await audit.first_broken(connection) is None


async def test_the_case_rings_on_its_new_day_only(approvals: Approvals) -> None:
    await known_as_guessed(approvals)
    journey = await an_accepted_case_of_december(approvals)
    await hear(approvals, the_notice())
    await both_rounds(approvals)
    await journey.supply_deferred()

    approvals.set_clock(at("2027-01-25 17:00"))
    await approvals.ring_due()
    assert await told(approvals, journey.case_id, "overdue") == []

    approvals.set_clock(at("2027-01-26 17:00"))
    await approvals.ring_due()
    assert len(await told(approvals, journey.case_id, "overdue")) == 1


async def test_a_worker_killed_between_cases_changes_nothing_of_the_end(
    approvals: Approvals,
) -> None:
    await known_as_guessed(approvals)
    cases = [await an_accepted_case_of_december(approvals) for _ in range(3)]
    await hear(approvals, the_notice())
    office = approvals.settings.office()
    async with approvals.work(locks=True) as work:
        place = await recounts.claim(work)
        assert place is not None
        clock = await office.fresh_clock(work)
        since = moment_of(date(2027, 1, 1), 0)
        first, second, _ = await recounts.reaching(work, place, since)
        await work.commit()
    async with approvals.work(locks=True) as work:
        assert await recount_case(work, clock, first)
        await recounts.looked_at(work, place, first, moved=True)
        await work.commit()
    place = place.at(first)
    async with approvals.work(locks=True) as work:  # dies before its commit
        assert await recount_case(work, clock, second)
        await recounts.looked_at(work, place, second, moved=True)

    assert await run_due(approvals) == 0  # it may be alive still
    after_the_lease(approvals)
    await both_rounds(approvals)

    for journey in cases:
        assert shown((await approvals.row_of(journey.case_id))["promised_due"]) == (
            "2027-01-26 17:00"
        )
        assert len(await told(approvals, journey.case_id, "recounted")) == 1
    assert len(await messages(approvals, "case_recounted")) == 3
    batch = (await batches(approvals))[-1]
    assert (batch["looked_at"], batch["moved"]) == (3, 3)
    with pytest.raises(Overtaken):  # had it only been slow
        async with approvals.work(locks=True) as work:
            await recounts.looked_at(work, place, second, moved=True)
    await the_record_holds(approvals)


@pytest.mark.parametrize("page", [1, 2, 3])
async def test_a_round_goes_on_from_page_to_page(approvals: Approvals, page: int) -> None:
    await known_as_guessed(approvals)
    for _ in range(3):
        await an_accepted_case_of_december(approvals)
    await hear(approvals, the_notice())

    assert await run_due(approvals, page=page) == 1
    approvals.later(SETTLED)
    assert await run_due(approvals, page=page) == 1

    batch = (await batches(approvals))[-1]
    assert (batch["looked_at"], batch["moved"]) == (3, 3)
    assert batch["finished_at"] == approvals.now


async def test_two_workers_count_each_case_once(approvals: Approvals) -> None:
    await known_as_guessed(approvals)
    for _ in range(3):
        await an_accepted_case_of_december(approvals)
    await hear(approvals, the_notice())

    await gather(run_due(approvals), run_due(approvals))
    approvals.later(SETTLED)
    await gather(run_due(approvals), run_due(approvals))

    batch = (await batches(approvals))[-1]
    assert (batch["looked_at"], batch["moved"]) == (3, 3)
    assert len(await batch_told(approvals, batch["recount_id"])) == 1


async def test_what_a_process_accepts_on_the_old_calendar_is_found_in_the_second_round(
    approvals: Approvals,
) -> None:
    await known_as_guessed(approvals)
    journey = await a_handed_in_case(approvals)
    worker = approvals.settings.office()
    await hear(approvals, the_notice())
    await run_due(approvals, worker)

    approvals.later(timedelta(seconds=5))
    await journey.accept()  # by a process that has read the calendar seconds ago

    assert shown((await journey.track()).json()["promised_due"]) == "2027-01-25 17:00"
    assert await run_due(approvals, worker) == 0  # the others may still hold the old calendar
    approvals.later(SETTLED)
    await run_due(approvals, worker)
    after = (await journey.track()).json()
    assert (shown(after["promised_due"]), after["provisional"]) == ("2027-01-26 17:00", False)
    assert (await batches(approvals))[-1]["finished_at"] is not None


async def test_a_case_that_cannot_be_counted_keeps_no_other_from_it(approvals: Approvals) -> None:
    await known_as_guessed(approvals)
    cases = [await an_accepted_case_of_december(approvals) for _ in range(3)]
    broken = UUID(cases[0].case_id)
    await approvals.pool.execute(  # before the first day of the calendar
        "UPDATE kase SET accepted_at = '1999-01-04T09:00+08' WHERE case_id = $1", broken
    )
    await hear(approvals, the_notice())

    await both_rounds(approvals)

    batch = (await batches(approvals))[-1]
    assert (batch["looked_at"], batch["moved"], batch["failed"]) == (3, 2, 1)
    assert batch["finished_at"] is not None


async def test_silence_and_what_the_window_asked_for_move_too(approvals: Approvals) -> None:
    await known_as_guessed(approvals)
    silent, asked = [await a_handed_in_case(approvals) for _ in range(2)]
    done = await approvals.as_("window1").post(
        f"{asked.desk}/request-supplement",
        json={"items": [{"pointer": "materials/M07", "reason": "未盖章"}]},
    )
    assert done.status_code == 200, done.text
    assert shown((await silent.track()).json()["acceptance_due"]) == "2027-01-04 17:00"
    assert shown((await asked.track()).json()["supplement_due"]) == "2027-02-08 17:00"

    await hear(approvals, the_notice())
    await both_rounds(approvals)

    assert shown((await silent.track()).json()["acceptance_due"]) == "2027-01-05 17:00"
    assert await timer_of(approvals, silent.case_id, "deem_accepted") == "2027-01-05 17:00"
    shown_now = (await asked.track()).json()
    assert shown(shown_now["supplement_due"]) == "2027-02-16 17:00"
    assert await timer_of(approvals, asked.case_id, "supplement") == "2027-02-16 17:00"
    assert "放假安排已公布，补正期限顺延。" in [one["text"] for one in shown_now["timeline"]]
    assert await messages(approvals, "case_recounted") == []


async def test_a_resting_branch_and_its_supplement_are_counted_anew(approvals: Approvals) -> None:
    await known_as_guessed(approvals)
    journey = await an_accepted_case_of_december(approvals)
    officer = approvals.as_("approver-wjj")
    task = f"/tasks/{journey.tasks['health']}"
    approvals.set_clock(at("2026-12-29 09:00"))
    done = await officer.post(
        f"{task}/request-supplement",
        json={"items": [{"pointer": "materials/M07", "reason": "未盖章"}]},
    )
    assert done.status_code == 200, done.text
    before = await timer_of(approvals, journey.case_id, "node_supplement", "health")

    await hear(approvals, the_notice())
    await both_rounds(approvals)

    assert before == "2027-02-09 17:00"
    after = await timer_of(approvals, journey.case_id, "node_supplement", "health")
    assert after == "2027-02-17 17:00"
    assert await messages(approvals, "case_recounted") == []  # its promise stands still
    approvals.set_clock(at("2027-01-04 09:00"))
    ended = await officer.post(f"{task}/end-supplement")
    assert ended.status_code == 200, ended.text
    resumed = (await journey.track()).json()
    assert not resumed["provisional"]
    assert shown(resumed["promised_due"]) == "2027-01-29 17:00"


async def test_a_return_that_was_near_waits_for_the_holiday(approvals: Approvals) -> None:
    await known_as_guessed(approvals)
    journey = await a_handed_in_case(approvals)
    body = {"deferrals": [{"material": DEFERRED, "due_days": 2}]}
    done = await approvals.as_("window1").post(f"{journey.desk}/accept", json=body)
    assert done.status_code == 200, done.text
    approvals.set_clock(at("2026-12-30 17:00"))
    await approvals.ring_due()
    assert await timer_of(approvals, journey.case_id, "deferral", DEFERRED) == "2027-01-04 17:00"

    await hear(approvals, the_notice())
    await both_rounds(approvals)

    assert await timer_of(approvals, journey.case_id, "deferral", DEFERRED) == "2027-01-05 17:00"
    (fact,) = await told(approvals, journey.case_id, "deferral_recounted")
    assert fact["warned"]


async def test_only_a_promise_that_moved_is_worth_a_message(approvals: Approvals) -> None:
    await known_as_guessed(approvals, promised_days=1)
    journey = await an_accepted_case_of_december(approvals)

    await hear(approvals, the_notice())
    await both_rounds(approvals)

    (fact,) = await told(approvals, journey.case_id, "recounted")
    assert fact["promised_due"] == fact["promised_before"]
    assert await messages(approvals, "case_recounted") == []


async def test_the_same_notice_once_more_asks_for_nothing(approvals: Approvals) -> None:
    await known_as_guessed(approvals)
    await hear(approvals, the_notice())
    await hear(approvals, the_notice())

    assert [one["year"] for one in await batches(approvals)] == [2027, 2027]


async def test_a_corrected_notice_moves_them_again(approvals: Approvals) -> None:
    await known_as_guessed(approvals)
    journey = await an_accepted_case_of_december(approvals)
    await hear(approvals, the_notice(free=[date(2027, 1, day) for day in (1, 4, 5)]))
    await both_rounds(approvals)
    assert shown((await journey.track()).json()["promised_due"]) == "2027-01-28 17:00"

    await hear(approvals, the_notice())
    await both_rounds(approvals)

    after = (await journey.track()).json()
    assert shown(after["promised_due"]) == "2027-01-26 17:00"
    assert len(await messages(approvals, "case_recounted")) == 2
    # a day the applicant was given is not taken back
    assert shown(after["deferrals"][0]["deferred_until"]) == "2027-01-07 17:00"


async def test_supervisors_read_the_batches_page_by_page(approvals: Approvals) -> None:
    await known_as_guessed(approvals)
    await hear(approvals, the_notice())
    supervisor = approvals.as_("supervisor")

    first = (await supervisor.get("/supervision/recounts?limit=1&count=true")).json()
    cursor = first["next_cursor"]
    second = (await supervisor.get(f"/supervision/recounts?limit=1&cursor={cursor}")).json()

    assert first["total"] == 2
    assert [one["finished_at"] is None for one in first["items"]] == [True]
    assert [one["finished_at"] is None for one in second["items"]] == [False]
    assert second["next_cursor"] is None
    only = (await supervisor.get("/supervision/recounts?fields=year,moved")).json()
    assert only["items"][0] == {"year": 2027, "moved": 0}


@pytest.mark.parametrize(
    ("login", "query", "status", "reason"),
    [
        ("anonymous", "", 401, "unauthenticated"),
        ("zhang", "", 403, "role-missing"),
        ("window1", "", 403, "role-missing"),
        ("supervisor", "?year=2027", 422, "unknown-parameter"),
        ("supervisor", "?cursor=x", 400, "cursor-invalid"),
    ],
)
async def test_others_and_what_is_wrong_are_refused(
    approvals: Approvals, login: str, query: str, status: int, reason: str
) -> None:
    answer = await approvals.as_(login).get(f"/supervision/recounts{query}")

    problem_of(answer, status, reason)
