"""Drafts are saved sound or not, versions take effect at their time and never change."""

from asyncio import gather
from datetime import timedelta
from typing import Any

import pytest
from approvals_building import BARBER_SHOP, Approvals, a_begun_case, an_accepted_case, an_officer
from catalogue_building import barber_shop_source

MATTER = f"/matters/{BARBER_SHOP}"
ELSEWHERE = an_officer("editor-elsewhere", "xzsp", "editor", region="431281")


async def a_draft(approvals: Approvals, **changes: Any) -> str:
    """A draft of the barber shop; answers its ETag."""
    editor = approvals.as_("editor")
    etag = (await editor.get(f"{MATTER}/draft")).headers["etag"]
    saved = await editor.put(
        f"{MATTER}/draft", json=barber_shop_source() | changes, headers={"If-Match": etag}
    )
    assert saved.status_code == 200, saved.text
    return str(saved.headers["etag"])


async def number(approvals: Approvals) -> int:
    return int((await approvals.as_("anonymous").get(MATTER)).json()["number"])


async def test_a_draft_may_be_incomplete_and_unsound_and_says_why(approvals: Approvals) -> None:
    editor = approvals.as_("editor")

    saved = await editor.put("/matters/M-9/draft", json={"name": "新事项", "nodes": [{"key": "a"}]})

    assert saved.status_code == 200, saved.text
    shown = saved.json()
    assert (shown["sound"], shown["version"], shown["saved_by"]) == (False, 1, "EDITOR")
    assert {"pointer": "/lead_organ", "code": "missing"}.items() <= next(
        one for one in shown["problems"] if one["pointer"] == "/lead_organ"
    ).items()
    assert (await editor.get("/matters/M-9/draft")).json() == shown
    assert (await approvals.as_("anonymous").get("/matters/M-9")).status_code == 404


async def test_a_draft_is_never_overwritten_unseen(approvals: Approvals) -> None:
    editor, path = approvals.as_("editor"), "/matters/M-9/draft"
    first = await editor.put(path, json={"name": "一"})

    without = await editor.put(path, json={"name": "二"})
    again = await editor.put(path, json={"name": "二"}, headers={"If-Match": first.headers["etag"]})
    stale = await editor.put(path, json={"name": "三"}, headers={"If-Match": first.headers["etag"]})

    assert [one.status_code for one in (without, again, stale)] == [428, 200, 412]
    assert (await editor.get(path)).json()["definition"]["name"] == "二"


async def test_of_two_editors_who_begin_at_once_one_is_asked_to_look(approvals: Approvals) -> None:
    editors = [approvals.as_("editor") for _ in range(4)]

    answers = await gather(
        *(one.put("/matters/M-9/draft", json={"name": str(i)}) for i, one in enumerate(editors))
    )

    assert sorted(one.status_code for one in answers) == [200, 428, 428, 428]
    assert (await editors[0].get("/matters/M-9/draft")).json()["version"] == 1


async def test_a_draft_is_checked_without_being_published(approvals: Approvals) -> None:
    await a_draft(approvals, promised_days=60)
    editor = approvals.as_("editor")

    checked = (await editor.post(f"{MATTER}/check")).json()
    sent = (await editor.post(f"{MATTER}/check", json=barber_shop_source())).json()
    refused = await editor.post(f"{MATTER}/publish")

    assert not checked["sound"]
    found = {(one["pointer"], one["code"], one["severity"]) for one in checked["problems"]}
    assert ("/promised_days", "promised_over_statutory", "error") in found
    assert ("/basis/0/reference", "basis_unknown", "warning") in found
    assert sent["sound"]
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/promised_days"
    assert await number(approvals) == 1


async def test_a_published_draft_is_a_new_version_and_the_old_one_stays(
    approvals: Approvals,
) -> None:
    running = await an_accepted_case(approvals)
    before = (await approvals.as_("anonymous").get(f"{MATTER}/versions/1")).json()
    etag = await a_draft(approvals, place="新大厅")

    published = await approvals.as_("editor").post(f"{MATTER}/publish", headers={"If-Match": etag})

    assert published.json()["outcome"] == "published", published.text
    assert published.json()["number"] == 2
    anybody = approvals.as_("anonymous")
    assert (await anybody.get(MATTER)).json()["guide"]["place"] == "新大厅"
    after = (await anybody.get(f"{MATTER}/versions/1")).json()
    assert after == before | {"state": "past"}
    pinned = (await approvals.row_of(running.case_id))["version_id"]
    assert str(pinned) == before["version_id"]
    listed = (await anybody.get(f"{MATTER}/versions?count=true&limit=1")).json()
    assert (listed["total"], listed["items"][0]["number"]) == (2, 2)
    rest = await anybody.get(f"{MATTER}/versions?limit=1&cursor={listed['next_cursor']}")
    assert [one["state"] for one in rest.json()["items"]] == ["past"]
    same = await approvals.as_("editor").post(f"{MATTER}/publish")
    assert same.json()["outcome"] == "unchanged"


async def test_a_version_takes_effect_at_its_minute(approvals: Approvals) -> None:
    await a_draft(approvals, place="新大厅")
    when = approvals.now + timedelta(days=3)
    body = {"effective_at": when.isoformat()}

    published = await approvals.as_("editor").post(f"{MATTER}/publish", json=body)

    assert published.json()["number"] == 2, published.text
    anybody = approvals.as_("anonymous")
    approvals.set_clock(when - timedelta(seconds=1))
    assert await number(approvals) == 1
    states = (await anybody.get(f"{MATTER}/versions?fields=number,state")).json()["items"]
    assert states == [{"number": 2, "state": "scheduled"}, {"number": 1, "state": "in_force"}]
    early = await a_begun_case(approvals)
    approvals.set_clock(when)
    assert await number(approvals) == 2
    listed = (await anybody.get("/matters")).json()["items"]
    assert [one["number"] for one in listed] == [2]
    late = await a_begun_case(approvals)
    pins = [(await approvals.row_of(one.case_id))["version_id"] for one in (early, late)]
    assert pins[0] != pins[1]


@pytest.mark.parametrize("away", [timedelta(minutes=-1), timedelta(days=3651)])
async def test_a_time_of_effect_that_cannot_be_meant(approvals: Approvals, away: timedelta) -> None:
    await a_draft(approvals, place="新大厅")

    refused = await approvals.as_("editor").post(
        f"{MATTER}/publish", json={"effective_at": (approvals.now + away).isoformat()}
    )

    assert refused.status_code == 422
    assert refused.json()["type"].endswith("/effective-time-unusable")
    assert await number(approvals) == 1


async def test_what_changed_is_told_by_pointer_and_in_words(approvals: Approvals) -> None:
    source = barber_shop_source()
    source["nodes"][0]["statutory_days"] = 15
    source["aliases"].append("开发廊")
    await a_draft(approvals, **source)
    await approvals.as_("editor").post(f"{MATTER}/publish")

    told = await approvals.as_("anonymous").get(f"{MATTER}/differences?older=1&newer=2")

    changes = {one["pointer"]: one["words"] for one in told.json()["differences"]}
    assert changes == {
        "/aliases/3": "别名“开发廊”：新增",
        "/nodes/0/statutory_days": "审批环节“营业执照核发”，法定时限：由“20”改为“15”",
    }
    missing = await approvals.as_("anonymous").get(f"{MATTER}/differences?older=1&newer=9")
    assert missing.json()["type"].endswith("/version-not-found")


async def test_a_withdrawn_matter_takes_no_new_case_and_running_ones_go_on(
    approvals: Approvals,
) -> None:
    running = await an_accepted_case(approvals)
    approvals.later(timedelta(minutes=1))

    done = await approvals.as_("editor").post(f"{MATTER}/withdraw", json={"reason": "取消许可"})

    assert done.status_code == 200, done.text
    anybody = approvals.as_("anonymous")
    assert (await anybody.get("/matters")).json()["items"] == []
    guide = (await anybody.post(f"{MATTER}/resolve", json={})).json()
    assert guide["withdrawn_reason"] == "取消许可"
    refused = await approvals.as_("zhang").post("/cases", json={"matter_code": BARBER_SHOP})
    assert (refused.status_code, refused.json()["reason"]) == (409, "取消许可")
    again = await approvals.as_("editor").post(f"{MATTER}/withdraw", json={"reason": "再一次"})
    assert again.json()["type"].endswith("/matter-withdrawn")
    assert (await running.decide("health")).status_code == 200
    told = await approvals.pool.fetch(
        "SELECT subject FROM journal WHERE subject LIKE 'approvals.matter.%' ORDER BY sequence"
    )
    assert [row["subject"].split(".")[2] for row in told] == ["published", "withdrawn"]


async def test_publishing_later_puts_a_withdrawn_matter_back(approvals: Approvals) -> None:
    editor = approvals.as_("editor")
    approvals.later(timedelta(minutes=1))
    await editor.post(f"{MATTER}/withdraw", json={"reason": "停办"})
    approvals.later(timedelta(minutes=1))

    back = await editor.post(f"{MATTER}/publish")

    assert back.json()["number"] == 2, back.text
    assert len((await approvals.as_("anonymous").get("/matters")).json()["items"]) == 1
    assert (await a_begun_case(approvals)).case_id


async def test_loading_over_a_matter_needs_what_was_read(approvals: Approvals) -> None:
    editor, source = approvals.as_("editor"), barber_shop_source() | {"place": "新大厅"}
    read = await editor.get(MATTER)

    without = await editor.put(MATTER, json=source)
    stale = await editor.put(MATTER, json=source, headers={"If-Match": '"9.abc"'})
    done = await editor.put(MATTER, json=source, headers={"If-Match": read.headers["etag"]})
    again = await editor.put(MATTER, json=source, headers={"If-Match": read.headers["etag"]})

    assert [one.status_code for one in (without, stale, done, again)] == [428, 412, 200, 412]
    draft = (await editor.get(f"{MATTER}/draft")).json()
    assert draft["definition"]["place"] == "新大厅"


async def test_an_editor_of_another_region_finds_nothing(approvals: Approvals) -> None:
    await approvals.as_("editor").put("/matters/M-9/draft", json={"name": "新事项"})
    other = approvals.as_(ELSEWHERE)
    source, seen = barber_shop_source(), {"If-Match": "*"}
    answers = [
        await other.put(MATTER, json=source, headers=seen),
        await other.get(f"{MATTER}/draft"),
        await other.put(f"{MATTER}/draft", json=source, headers=seen),
        await other.post(f"{MATTER}/check", json=source),
        await other.post(f"{MATTER}/publish"),
        await other.post(f"{MATTER}/withdraw", json={"reason": "试试"}),
        await other.get("/matters/M-9/draft"),
        await other.put("/matters/M-9/draft", json=source, headers=seen),
    ]

    assert [one.status_code for one in answers] == [404] * len(answers)
    assert (await other.get("/matters/drafts")).json()["items"] == []
    own = (await approvals.as_("editor").get("/matters/drafts?count=true")).json()
    assert (own["total"], [one["code"] for one in own["items"]]) == (2, [BARBER_SHOP, "M-9"])


async def test_a_matter_led_by_another_regions_organ_is_not_published(
    approvals: Approvals,
) -> None:
    refused = await approvals.as_(ELSEWHERE).put("/matters/M-8", json=barber_shop_source())

    assert refused.status_code == 422
    assert [one["code"] for one in refused.json()["errors"]] == ["organ_elsewhere"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"{MATTER}/draft"), ("PUT", f"{MATTER}/draft"), ("POST", f"{MATTER}/check"),
        ("POST", f"{MATTER}/publish"), ("POST", f"{MATTER}/withdraw"), ("GET", "/matters/drafts"),
    ],
)  # fmt: skip
async def test_only_editors_edit(approvals: Approvals, method: str, path: str) -> None:
    body = {"reason": "停办"} if "withdraw" in path else {}

    refused = await approvals.as_("approver-scjg").request(method, path, json=body)

    assert refused.status_code == 403, refused.text
