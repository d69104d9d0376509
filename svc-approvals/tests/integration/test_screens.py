"""Paired screens (双面终端): the person sees what the clerk enters, and says yes or no to it."""

import asyncio
from asyncio import create_task
from datetime import timedelta
from uuid import UUID

import pytest
from approvals_building import Approvals, Journey, a_handed_in_case, an_officer
from catalogue_building import FILLED_IN
from desk_building import a_case_begun_at_the_desk, a_second_clerk, scan_everything
from screen_building import Pair, a_code, a_pair

from svc_approvals.worker import close_idle_now

PHONE = str(FILLED_IN["operator_phone"])


@pytest.fixture
async def draft(approvals: Approvals) -> Journey:
    return await a_case_begun_at_the_desk(approvals)


@pytest.fixture
async def pair(approvals: Approvals, draft: Journey) -> Pair:
    pair = await a_pair(approvals)
    await pair.show(draft.case_id, "operator_name", "operator_phone", "seals")
    return pair


async def test_the_person_sees_who_serves_them_and_the_live_form(pair: Pair) -> None:
    shown = (await pair.screen.get(pair.path)).json()

    assert shown["clerk"] == {
        "staff_no": "WINDOW1", "name": "经办人", "organ": "怀化市鹤城区行政审批服务局",
    }  # fmt: skip
    assert shown["case"]["matter_name"] == "我要开理发店（个体无房产证）"
    fields = {one["key"]: one for one in shown["fields"]}
    assert fields["operator_phone"]["text"] == PHONE
    assert fields["seals"]["text"] == "公章"
    assert {one["verdict"] for one in shown["fields"]} == {"pending"}


async def test_the_clerk_sees_personal_data_masked_and_the_screen_in_clear(pair: Pair) -> None:
    clerk = (await pair.clerk.get(pair.path)).text
    screen = (await pair.screen.get(pair.path)).text

    assert PHONE in screen
    assert PHONE not in clerk
    assert "138****1234" in clerk


async def test_a_case_is_handed_in_once_everything_shown_is_confirmed(
    pair: Pair, draft: Journey
) -> None:
    await scan_everything(draft)
    objected = await pair.judge("operator_phone", "objected", remark="号码换过了")
    assert objected.status_code == 200, objected.text
    await pair.judge("operator_name")
    await pair.judge("seals")

    refused = await pair.clerk.post(f"{draft.desk}/submit")
    assert (refused.status_code, refused.json()["fields"]) == (409, "operator_phone")
    seen = (await pair.clerk.get(pair.path)).json()
    assert {one["key"]: one["remark"] for one in seen["fields"]}["operator_phone"] == "号码换过了"

    new = {"form": {"operator_phone": "13800000000"}}
    await pair.clerk.patch(draft.desk, json=new, headers={"If-Match": "*"})
    after = await pair.seen()
    assert (after["operator_phone"]["text"], after["operator_phone"]["verdict"]) == (
        "13800000000", "pending",
    )  # fmt: skip
    confirmed = await pair.judge("operator_phone")
    assert confirmed.json()["all_confirmed"] is True
    assert (await pair.clerk.post(f"{draft.desk}/submit")).status_code == 200


async def test_a_changed_value_is_unconfirmed_and_the_others_stay(
    pair: Pair, draft: Journey
) -> None:
    for key in ("operator_name", "operator_phone"):
        await pair.judge(key)

    await pair.clerk.patch(
        draft.desk, json={"form": {"operator_name": "张三丰"}}, headers={"If-Match": "*"}
    )

    seen = await pair.seen()
    assert {key: one["verdict"] for key, one in seen.items()} == {
        "operator_name": "pending", "operator_phone": "confirmed", "seals": "pending",
    }  # fmt: skip


async def test_what_was_not_seen_is_not_confirmed(pair: Pair, draft: Journey) -> None:
    mark = (await pair.seen())["operator_name"]["mark"]
    await pair.clerk.patch(
        draft.desk, json={"form": {"operator_name": "李四"}}, headers={"If-Match": "*"}
    )

    late = await pair.judge("operator_name", mark=mark)
    hidden = await pair.judge("trade_name", mark=mark)

    assert (late.status_code, late.json()["field"]) == (409, "operator_name")
    assert late.json()["type"].endswith("/value-changed-meanwhile")
    assert hidden.json()["type"].endswith("/field-not-shown")


async def test_a_stream_cut_in_the_middle_loses_nothing(pair: Pair, draft: Journey) -> None:
    async with pair.watching() as stream:
        first = await stream.event()
        await pair.judge("operator_name")
        second = await stream.event()
    await pair.judge("seals")
    await pair.clerk.patch(
        draft.desk, json={"form": {"operator_name": "张三丰"}}, headers={"If-Match": "*"}
    )

    async with pair.watching(**{"Last-Event-ID": str(second["version"])}) as stream:
        resumed = await stream.event()
        await pair.judge("operator_phone")
        following = await stream.event()

    assert second["version"] == first["version"] + 1
    verdicts = {one["key"]: (one["text"], one["verdict"]) for one in resumed["fields"]}
    assert verdicts["operator_name"] == ("张三丰", "pending")
    assert verdicts["seals"] == ("公章", "confirmed")
    assert following["version"] == resumed["version"] + 1


async def test_a_long_poll_wakes_the_clerk_when_the_person_has_spoken(pair: Pair) -> None:
    version = (await pair.clerk.get(pair.path)).json()["version"]
    waiting = create_task(pair.clerk.get(pair.path, params={"after": version, "wait": 20}))
    while not pair.approvals.app.state.live.waited_for:  # noqa: ASYNC110 - the poll has begun
        await asyncio.sleep(0.01)

    await pair.judge("seals")

    async with asyncio.timeout(5):
        shown = (await waiting).json()
    assert {one["key"]: one["verdict"] for one in shown["fields"]}["seals"] == "confirmed"


async def test_a_code_is_good_once_and_for_five_minutes(approvals: Approvals) -> None:
    opened = await a_code(approvals)
    joining = {"code": opened["code"]}
    screen = approvals.as_("anonymous")

    first = await screen.post("/desk/sessions/join", json=joining)
    second = await screen.post("/desk/sessions/join", json=joining)
    late = await a_code(approvals)
    approvals.later(timedelta(minutes=5))
    expired = await screen.post("/desk/sessions/join", json={"code": late["code"]})

    assert first.status_code == 200
    assert len(first.json()["token"]) >= 43
    assert [one.status_code for one in (second, expired)] == [404, 404]
    words = [
        {k: v for k, v in one.json().items() if k != "request_id"} for one in (second, expired)
    ]
    assert words[0] == words[1]


async def test_another_code_replaces_the_one_before(approvals: Approvals) -> None:
    opened = await a_code(approvals)
    path = f"/desk/sessions/{opened['session_id']}/code"
    clerk, screen = approvals.as_("window1"), approvals.as_("anonymous")

    renewed = (await clerk.post(path)).json()

    old = await screen.post("/desk/sessions/join", json={"code": opened["code"]})
    new = await screen.post("/desk/sessions/join", json={"code": renewed["code"]})
    again = await clerk.post(path)
    assert (old.status_code, new.status_code) == (404, 200)
    assert again.json()["type"].endswith("/screen-already-joined")


async def test_guessing_is_stopped_after_ten_attempts(approvals: Approvals) -> None:
    opened = await a_code(approvals)
    wrong = {"code": f"{(int(opened['code']) + 1) % 1_000_000:06}"}
    guesser = approvals.as_("anonymous", **{"X-Forwarded-For": "203.0.113.7"})

    answers = [await guesser.post("/desk/sessions/join", json=wrong) for _ in range(11)]
    right = await guesser.post("/desk/sessions/join", json={"code": opened["code"]})
    elsewhere = await approvals.as_("anonymous", **{"X-Forwarded-For": "203.0.113.8"}).post(
        "/desk/sessions/join", json={"code": opened["code"]}
    )

    assert [one.status_code for one in answers] == [404] * 10 + [429]
    assert (right.status_code, right.headers["retry-after"]) == (429, "300")
    assert elsewhere.status_code == 200
    kept = await approvals.pool.fetch("SELECT source FROM screen_join")
    assert not any("203.0.113" in row["source"] for row in kept)


async def test_a_hall_behind_one_address_joins_as_many_screens_as_it_has(
    approvals: Approvals,
) -> None:
    hall = approvals.as_("anonymous", **{"X-Forwarded-For": "203.0.113.7"})

    joined = [
        await hall.post("/desk/sessions/join", json={"code": (await a_code(approvals))["code"]})
        for _ in range(12)
    ]

    assert {one.status_code for one in joined} == {200}


async def test_a_kiosk_joins_and_its_token_is_kept_nowhere(approvals: Approvals) -> None:
    opened = await a_code(approvals)
    kiosk = approvals.as_("kiosk1", **{"Idempotency-Key": "join-1"})

    joined = await kiosk.post("/desk/sessions/join", json={"code": opened["code"]})

    assert joined.status_code == 200
    assert joined.headers["cache-control"] == "no-store"
    token = joined.json()["token"]
    kept = await approvals.pool.fetch("SELECT body FROM answered_request")
    assert not any(token.encode() in row["body"] for row in kept)
    row = await approvals.pool.fetchrow("SELECT * FROM screen_session")
    assert token not in str(dict(row or {}))
    assert opened["code"] not in str(dict(row or {}))


async def test_nobody_else_sees_a_session_or_speaks_in_it(pair: Pair) -> None:
    approvals = pair.approvals
    await a_second_clerk(approvals)
    mark = (await pair.seen())["seals"]["mark"]
    verdict = {"verdict": "confirmed", "mark": mark}
    other = await a_pair(approvals)
    strangers = [
        approvals.as_("window-elsewhere"),
        approvals.as_("window2"),
        approvals.as_("zhang"),
        approvals.as_("anonymous"),
        approvals.as_("anonymous", **{"X-Screen-Token": "wrong"}),
        other.screen,
    ]

    for stranger in strangers:
        answers = [
            await stranger.get(pair.path),
            await stranger.get(f"{pair.path}/stream"),
            await stranger.get(pair.path, params={"after": 0, "wait": 5}),
            await stranger.post(f"{pair.path}/fields/seals", json=verdict),
            await stranger.post(f"{pair.path}/close"),
        ]
        assert {one.status_code for one in answers} == {404}
    spoken = await pair.clerk.post(f"{pair.path}/fields/seals", json=verdict)
    assert spoken.status_code == 404


async def test_only_the_clerk_of_the_session_chooses_what_is_shown(
    pair: Pair, draft: Journey
) -> None:
    body = {"case_id": draft.case_id}
    anything = {"If-Match": "*"}
    elsewhere = pair.approvals.as_("window-elsewhere")

    assert (
        await elsewhere.put(f"{pair.path}/form", json=body, headers=anything)
    ).status_code == 404
    assert (await elsewhere.post(f"{pair.path}/code")).status_code == 404
    assert (
        await pair.approvals.as_("zhang").put(f"{pair.path}/form", json=body, headers=anything)
    ).status_code == 403
    assert (await pair.clerk.put(f"{pair.path}/form", json=body)).status_code == 428
    stale = await pair.clerk.put(f"{pair.path}/form", json=body, headers={"If-Match": '"1"'})
    assert stale.status_code == 412


async def test_a_case_of_another_region_is_not_shown(approvals: Approvals) -> None:
    journey = await a_handed_in_case(approvals)
    stranger = approvals.as_("window-elsewhere")

    opened = await stranger.post("/desk/sessions", json={"case_id": journey.case_id})

    assert opened.json()["type"].endswith("/case-not-found")
    assert await approvals.pool.fetchval("SELECT count(*) FROM screen_session") == 0


async def test_unknown_fields_are_named(pair: Pair, draft: Journey) -> None:
    refused = await pair.clerk.put(
        f"{pair.path}/form", headers={"If-Match": "*"},
        json={"case_id": draft.case_id, "fields": ["seals", "shoe_size"]},
    )  # fmt: skip

    assert (refused.status_code, refused.json()["fields"]) == (422, "shoe_size")


async def test_a_session_opened_with_a_case_shows_all_that_applies(
    approvals: Approvals, draft: Journey
) -> None:
    pair = await a_pair(approvals, case_id=draft.case_id)

    seen = await pair.seen()

    assert "operator_name" in seen
    assert "agent_name" not in seen


@pytest.mark.parametrize("side", ["clerk", "screen"])
async def test_either_side_ends_it_and_nothing_remains(pair: Pair, side: str) -> None:
    await pair.judge("operator_phone", "objected", remark="号码换过了")
    ending = pair.clerk if side == "clerk" else pair.screen

    assert (await ending.post(f"{pair.path}/close")).status_code == 204
    assert (await ending.post(f"{pair.path}/close")).status_code == 204

    for watching in (pair.clerk, pair.screen):
        shown = (await watching.get(pair.path)).json()
        assert (shown["state"], shown["fields"], shown["case"]) == ("closed", [], None)
    assert await pair.approvals.pool.fetchval("SELECT count(*) FROM screen_field") == 0


async def test_its_end_says_who_was_served_at_which_window(
    approvals: Approvals, draft: Journey
) -> None:
    pair = await a_pair(approvals, window_id="hc-hall-w03")
    await pair.show(draft.case_id, "seals")
    alone = await a_code(approvals, window_id="hc-hall-w03")

    await pair.screen.post(f"{pair.path}/close")
    await pair.clerk.post(f"/desk/sessions/{alone['session_id']}/close")

    data = "SELECT data FROM journal WHERE aggregate_id = $1 ORDER BY sequence DESC LIMIT 1"
    served, nobody = [
        await approvals.pool.fetchval(data, UUID(one))
        for one in (pair.session_id, alone["session_id"])
    ]
    assert (served["by"], served["joined"], served["window_id"], served["staff_no"]) == (
        "person", True, "hc-hall-w03", "WINDOW1",
    )  # fmt: skip
    assert (served["case_id"], served["matter_name"]) == (
        draft.case_id, "我要开理发店（个体无房产证）",
    )  # fmt: skip
    assert served["organ_id"] is not None
    assert (nobody["joined"], nobody["case_id"]) == (False, None)


async def test_ten_idle_minutes_end_and_wipe_it(pair: Pair, draft: Journey) -> None:
    approvals = pair.approvals
    mark = (await pair.seen())["seals"]["mark"]
    approvals.later(timedelta(minutes=10))

    shown = (await pair.screen.get(pair.path)).json()
    judged = await pair.judge("seals", mark=mark)
    closed = await close_idle_now(approvals.bench, approvals.office, approvals.now)

    assert (shown["state"], shown["fields"]) == ("closed", [])
    assert judged.json()["type"].endswith("/screen-session-over")
    assert closed == 1
    assert await approvals.pool.fetchval("SELECT count(*) FROM screen_field") == 0
    told = await approvals.announced(pair.session_id)
    assert told[-1] == "closed"
    await scan_everything(draft)
    assert (await pair.clerk.post(f"{draft.desk}/submit")).status_code == 200


async def test_everything_is_logged_and_no_value_is(pair: Pair, draft: Journey) -> None:
    await pair.judge("operator_name")
    await pair.judge("operator_phone", "objected", remark=f"应为 {PHONE}")
    await pair.clerk.patch(
        draft.desk, json={"form": {"operator_name": "李四"}}, headers={"If-Match": "*"}
    )
    await pair.screen.post(f"{pair.path}/close")

    told = await pair.approvals.announced(pair.session_id)
    rows = await pair.approvals.pool.fetch(
        "SELECT data::text AS data FROM journal WHERE aggregate_id = $1", UUID(pair.session_id)
    )

    assert told == [
        "opened", "joined", "form_shown", "field_judged", "field_judged", "values_changed",
        "closed",
    ]  # fmt: skip
    everything = "".join(row["data"] for row in rows)
    for secret in ("张三", "李四", PHONE, "1380745"):
        assert secret not in everything


async def test_a_remark_is_encrypted_where_it_rests(pair: Pair) -> None:
    await pair.judge("operator_phone", "objected", remark=f"应为 {PHONE}")

    rows = await pair.approvals.pool.fetch("SELECT remark FROM screen_field")

    assert not any(PHONE in row["remark"] for row in rows)


@pytest.mark.parametrize("login", ["zhang", "approver-wjj", "supervisor"])
async def test_only_a_clerk_opens_a_session(approvals: Approvals, login: str) -> None:
    assert (await approvals.as_(login).post("/desk/sessions", json={})).status_code == 403


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６"])
async def test_a_code_is_six_digits(approvals: Approvals, code: str) -> None:
    refused = await approvals.as_("anonymous").post("/desk/sessions/join", json={"code": code})

    assert refused.status_code == 422


async def test_a_clerk_with_the_same_number_elsewhere_is_a_stranger(pair: Pair) -> None:
    twin = an_officer("window1", "xzsp", "window", region="431281")

    assert (await pair.approvals.as_(twin).get(pair.path)).status_code == 404
