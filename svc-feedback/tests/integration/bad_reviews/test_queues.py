"""A desk's queue: what is open, by what is due first; narrowed by state, light, handler, organ."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from directory_building import REGION
from feedback_building import Feedback
from handling_building import BAD_REVIEWS, Desk, a_desk, another_desk
from letters_building import MONDAY

from svc_feedback.storage.bad_reviews import lists
from svc_feedback.storage.bad_reviews.bad_reviews import Reader
from svc_feedback.storage.bad_reviews.lists import Wanted


async def listed(desk: Desk, query: str = "", *, supervisor: bool = False) -> dict[str, Any]:
    client = desk.feedback.as_(desk.supervisor if supervisor else desk.colleague)
    answer = await client.get(f"{BAD_REVIEWS}?count=true&{query}")
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def three_desks(feedback: Feedback) -> tuple[Desk, Desk, Desk]:
    """On Monday one that is closed and one being put right, on Tuesday one that is new."""
    closed = await a_desk(feedback)
    await closed.replied()
    await closed.takes("revisit", satisfied=True)
    feedback.later(timedelta(hours=1))
    busy = await another_desk(closed)
    await busy.rectifying()
    feedback.later(timedelta(days=1))
    new = await another_desk(closed)
    return closed, busy, new


async def test_a_queue_begins_with_what_is_due_first_and_leaves_out_what_is_closed(
    feedback: Feedback,
) -> None:
    _, busy, new = await three_desks(feedback)

    page = await listed(new)

    ids = [line["bad_review_id"] for line in page["items"]]
    due = [line["due_at"] for line in page["items"]]
    assert (ids, page["total"]) == ([new.bad_review_id, busy.bad_review_id], 2)
    assert due == sorted(due)


async def test_it_is_narrowed_by_group_state_light_handler_and_organ(feedback: Feedback) -> None:
    closed, busy, new = await three_desks(feedback)
    organ = busy.handler.organ_id

    for query, wanted in (
        ("group=closed", [closed]), ("group=all", [new, busy, closed]), ("state=closed", [closed]),
        ("state=rectifying", [busy]), ("light=green", [new, busy]), ("light=red", []),
        ("group=closed&light=done", [closed]), ("handler=me", []), (f"organ={organ}", [new, busy]),
        (f"organ={uuid4()}", []),
    ):  # fmt: skip
        page = await listed(busy, query)
        ids = [line["bad_review_id"] for line in page["items"]]
        assert ids == [one.bad_review_id for one in wanted], query
        assert page["total"] == len(wanted), query
    mine = await feedback.as_(busy.handler).get(f"{BAD_REVIEWS}?handler=me")
    assert [line["bad_review_id"] for line in mine.json()["items"]] == [busy.bad_review_id]
    assert len((await listed(busy, f"organ={organ}", supervisor=True))["items"]) == 2


@pytest.mark.parametrize("query", ["group=some", "light=blue", "handler=HC-1", "sort=level"])
async def test_what_cannot_be_asked_is_refused(feedback: Feedback, query: str) -> None:
    desk = await a_desk(feedback)
    answer = await feedback.as_(desk.colleague).get(f"{BAD_REVIEWS}?{query}")
    assert answer.status_code == 422


@pytest.mark.parametrize("query", ["", "group=all"])
async def test_page_by_page_each_is_shown_once(feedback: Feedback, query: str) -> None:
    desk = await a_desk(feedback)
    for _ in range(4):
        await another_desk(desk)
    whole = [line["bad_review_id"] for line in (await listed(desk, query))["items"]]

    page = await listed(desk, f"{query}&limit=2")
    found = [line["bad_review_id"] for line in page["items"]]
    while page["next_cursor"]:
        page = await listed(desk, f"{query}&limit=2&cursor={page['next_cursor']}")
        found += [line["bad_review_id"] for line in page["items"]]

    assert found == whole
    assert len(set(found)) == 5


async def test_the_light_of_a_line_is_that_of_the_whole(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    await desk.assigned()
    seen = set()
    for hours in range(24, 36):
        now = MONDAY + timedelta(hours=hours)
        feedback.app.state.now = lambda at=now: at
        (line,) = (await listed(desk))["items"]
        assert line["light"] == (await desk.shown())["light"]
        seen.add(line["light"])
    assert seen == {"green", "yellow", "red"}


@pytest.mark.parametrize("reader", [Reader(UUID(int=1), None), Reader(None, REGION)])
async def test_open_ones_are_read_by_an_index_of_open_ones(
    feedback: Feedback, reader: Reader
) -> None:
    await three_desks(feedback)
    async with feedback.bench.unit_of_work() as work:
        await work.fetch("SELECT set_config('enable_seqscan', 'off', true)")
        sql = lists.queue_sql(reader, Wanted("open"))
        rows = await work.fetch(
            f"EXPLAIN {sql}", reader.organ_id or reader.region_code, None, None, None, MONDAY,
            None, None, None, 21,
        )  # fmt: skip
    plan = "\n".join(row[0] for row in rows)
    assert "_open" in plan
    assert "pk_bad_review_clock" in plan
