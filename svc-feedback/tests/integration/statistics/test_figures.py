"""Figures of every subject, by period, exact before and after they are added up."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from feedback_building import MATTER, Feedback
from figures_building import ORGAN, REGION, STATS, SUMMARY, a_visit, reviewed, shown

from svc_feedback.storage import figures

LAST_EVENING = datetime(2026, 1, 31, 15, 30, tzinfo=UTC)  # half past eleven in China


async def test_figures_are_the_same_before_and_after_they_are_added_up(feedback: Feedback) -> None:
    await reviewed(feedback, 5)
    await reviewed(feedback, 2, window_id="W-02")
    await a_visit(feedback)
    asked = [f"{SUMMARY}?{each}" for each in (
        f"matter={MATTER}", f"organ={ORGAN}", "window=W-01", f"region={REGION}", "region=431200",
        f"region={REGION}&from=2020-01-01",
    )]  # fmt: skip
    before = [await shown(feedback, each) for each in asked]

    await feedback.counts()
    await reviewed(feedback, 5, matter_code="HC-OTHER", window_id="W-09", region_code="520102",
                   organ_ids=(uuid4(),))  # fmt: skip

    assert [await shown(feedback, each) for each in asked] == before
    matter, _, window, region, city, since = before
    assert (matter["opportunities"], matter["reviews"], matter["bad_rate"]) == (3, 2, 0.5)
    assert (window["opportunities"], window["reviews"], window["active_rate"]) == (2, 1, 0.5)
    assert region == city == since == matter
    assert await feedback.pool.fetchval("SELECT count(*) FROM figure_entry") == 2


async def test_an_entry_is_added_up_once_however_many_add_at_once(feedback: Feedback) -> None:
    for level in (1, 3, 5):
        await reviewed(feedback, level)

    await asyncio.gather(*(feedback.counts() for _ in range(4)))

    summary = await shown(feedback, f"{SUMMARY}?matter={MATTER}")
    assert (summary["opportunities"], summary["reviews"]) == (3, 3)


async def test_a_month_ago_is_another_period(feedback: Feedback) -> None:
    await reviewed(feedback, 1)
    feedback.later(timedelta(days=40))
    await reviewed(feedback, 5)
    await feedback.counts()

    today = feedback.app.state.now().date()
    since = today - timedelta(days=5)
    newest = await shown(feedback, f"{SUMMARY}?matter={MATTER}&from={since}")
    earlier = await shown(feedback, f"{SUMMARY}?matter={MATTER}&to={since}")
    assert (newest["reviews"], newest["bad_rate"]) == (1, 0.0)
    assert (earlier["reviews"], earlier["bad_rate"]) == (1, 1.0)
    reversed_ = await feedback.as_().get(f"{SUMMARY}?matter={MATTER}&from={today}&to={since}")
    assert reversed_.status_code == 422


async def test_a_person_is_shown_from_so_many_reviews_on(feedback: Feedback) -> None:
    feedback.app.state.office.least_of_person = 2
    await reviewed(feedback, 4)

    hidden = await feedback.as_().get(f"{SUMMARY}?staff=S-001")
    unknown = await feedback.as_().get(f"{SUMMARY}?staff=S-404")
    ranked = await shown(feedback, f"{STATS}/rankings?by=staff")
    await reviewed(feedback, 4)
    known = await shown(feedback, f"{SUMMARY}?staff=S-001")

    assert hidden.status_code == unknown.status_code == 404
    assert hidden.json()["detail"] == unknown.json()["detail"]
    assert ranked["items"] == []
    assert known["reviews"] == 2


async def test_windows_are_ranked_page_by_page(feedback: Feedback) -> None:
    for window, levels in {"W-01": (5, 5, 5), "W-02": (5,), "W-03": (1, 2)}.items():
        for level in levels:
            await reviewed(feedback, level, window_id=window)

    seen: list[str] = []
    cursor = ""
    while True:
        page = await shown(feedback, f"{STATS}/rankings?by=window&limit=1&count=true{cursor}")
        seen += [each["subject"] for each in page["items"]]
        assert page["total"] == 3
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"

    assert seen == ["W-01", "W-02", "W-03"]
    worst = await shown(feedback, f"{STATS}/rankings?by=window&order=bad_rate&region={REGION}")
    assert worst["items"][0]["subject"] == "W-03"
    assert worst["items"][0]["figures"]["bad_per_10000"] == 10_000
    matters = await shown(feedback, f"{STATS}/rankings?by=matter")
    assert matters["items"][0]["name"] == "我要开理发店"


async def test_the_dashboard_shows_today_as_it_comes(feedback: Feedback) -> None:
    await reviewed(feedback, 5)
    first = await shown(feedback, f"{STATS}/dashboard?region={REGION}")
    waiting = asyncio.create_task(
        shown(feedback, f"{STATS}/dashboard?region={REGION}&after={first['number']}&wait=10")
    )
    await asyncio.sleep(0)
    await reviewed(feedback, 1)
    next_ = await waiting

    assert (first["today"]["reviews"], next_["today"]["reviews"]) == (1, 2)
    assert next_["number"] > first["number"]
    assert [(each["reviews"], each["bad"]) for each in next_["hours"]] == [(2, 1)]
    assert next_["channels"] == [{"channel": "web", "reviews": 2, "bad": 1}]
    assert next_["worst_matters"][0]["matter_name"] == "我要开理发店"
    await feedback.counts()
    counted = await shown(feedback, f"{STATS}/dashboard?region={REGION}")
    assert counted["number"] == next_["number"]
    assert counted["today"] == next_["today"]


async def test_at_the_turn_of_the_month_who_waits_is_shown_the_new_one(feedback: Feedback) -> None:
    feedback.app.state.now = lambda: LAST_EVENING
    for level in (5, 5, 1):
        await reviewed(feedback, level)
    url = f"{STATS}/dashboard?region={REGION}&wait=2&after="
    old = await shown(feedback, f"{url}-1")

    feedback.later(timedelta(hours=1))
    new = await shown(feedback, f"{url}{old['number']}")
    await reviewed(feedback, 4)
    next_ = await shown(feedback, f"{url}{new['number']}")

    assert [each["month"]["reviews"] for each in (old, new, next_)] == [3, 0, 1]
    assert old["number"] < new["number"] < next_["number"]


async def test_an_invalid_review_leaves_every_rate_and_is_counted_apart(feedback: Feedback) -> None:
    await reviewed(feedback, 5)
    bad = await reviewed(feedback, 1)
    await feedback.counts()
    opportunity_id = await feedback.pool.fetchval(
        "SELECT opportunity_id FROM review WHERE review_id = $1", bad
    )

    async with feedback.bench.unit_of_work() as work:
        await figures.take_out(work, opportunity_id)
    for _ in range(2):
        summary = await shown(feedback, f"{SUMMARY}?matter={MATTER}")
        assert (summary["reviews"], summary["invalid"], summary["bad_rate"]) == (1, 1, 0.0)
        assert (summary["opportunities"], summary["active_rate"]) == (2, 0.5)
        await feedback.counts()


async def test_the_stream_of_the_dashboard_is_for_who_has_logged_in(feedback: Feedback) -> None:
    refused = await feedback.as_().get(f"{STATS}/dashboard/stream")

    assert refused.status_code == 401
