"""The demo's slips, letters, consultations, reviews and bad reviews."""

from collections import Counter
from datetime import UTC, date, datetime

from consultations_building import DESK, URL
from devices_building import a_supervisor
from directory_building import a_calendar, an_official, an_organ
from feedback_building import Feedback
from letters_building import LETTERS, an_overseer
from suggestions_building import QUEUE

from svc_feedback.use_cases.demo.voices import directory_is_told, load_voices

ORGANS = ("scjg", "wjj", "cgj", "czj", "zjj", "jtj", "xzsp", "zrzyj", "rsj", "mzj", "jd")
HANDLERS = {
    "xzsp": "HC-XZSP-002", "zrzyj": "HC-ZRZYJ-001", "rsj": "HC-RSJ-001", "mzj": "HC-MZJ-001",
    "jd": "HC-JD-001",
}  # fmt: skip


async def test_the_demo_shows_every_stage_and_loading_again_changes_nothing(
    feedback: Feedback,
) -> None:
    counted = [await _loaded(feedback), await _loaded(feedback)]

    assert counted[0] == counted[1]
    everybody, staff = feedback.as_(), feedback.as_(an_overseer())
    states = {each["state"] for each in (await staff.get(f"{LETTERS}/queue")).json()["items"]}
    assert states == {"received", "assigned", "answered", "refused"}
    published = (await everybody.get(LETTERS)).json()["items"]
    assert {letter["mailbox"] for letter in published} == {"mayor", "scjg"}
    asked = {each["state"] for each in (await everybody.get(URL)).json()["items"]}
    assert asked == {"scheduled", "open", "closed", "published"}
    desk = (await staff.get(DESK)).json()["items"]
    assert "draft" in {each["state"] for each in desk}
    box = (await staff.get(QUEUE)).json()["items"]
    assert {slip["state"] for slip in box} == {"waiting", "answered"}


async def test_desks_dashboard_and_rankings_are_not_empty(feedback: Feedback) -> None:
    await _loaded(feedback)
    await feedback.counts()

    anybody = feedback.as_()
    overseer = feedback.as_(a_supervisor())
    listed = [
        one
        for group in ("closed", "open")
        for one in (await overseer.get(f"/api/v1/bad-reviews?group={group}")).json()["items"]
    ]
    assert Counter(one["state"] for one in listed) == {
        "closed": 2, "replied": 1, "rectifying": 1, "contacted": 1, "appealed": 1, "assigned": 1,
        "received": 1,
    }  # fmt: skip
    shown = (await overseer.get(f"/api/v1/bad-reviews/{listed[0]['bad_review_id']}")).json()
    assert [one["at"] for one in shown["steps"]] == sorted(one["at"] for one in shown["steps"])
    assert all(one["met_at"] <= one["due_at"] for one in shown["clocks"])
    for by in ("organ", "window", "staff", "matter", "channel"):
        ranked = (await anybody.get(f"/api/v1/feedback-stats/rankings?by={by}")).json()["items"]
        assert ranked, by
    board = (await anybody.get("/api/v1/feedback-stats/dashboard?region=431202")).json()
    assert board
    bound = (await overseer.get("/api/v1/review-devices")).json()["items"]
    assert [one["window_id"] for one in bound] == ["hc-hall-w01"]
    levels = await feedback.pool.fetch("SELECT level, count(*) FROM review GROUP BY 1 ORDER BY 1")
    share = {row[0]: row[1] for row in levels}
    assert share[5] > 0.8 * sum(share.values())
    improved = (await anybody.get("/api/v1/bad-reviews/improvements?matter=HC-YJS-0008")).json()
    assert len(improved["items"]) == 1


async def test_what_people_have_done_with_a_bad_review_of_the_demo_stays(
    feedback: Feedback,
) -> None:
    await _loaded(feedback)
    one = await feedback.pool.fetchval(
        "SELECT bad_review_id FROM bad_review WHERE state = 'assigned'"
    )
    await feedback.pool.execute(
        "UPDATE bad_review SET state = 'triage' WHERE bad_review_id = $1", one
    )

    await _loaded(feedback)

    state = "SELECT state FROM bad_review WHERE bad_review_id = $1"
    assert await feedback.pool.fetchval(state, one) == "triage"


async def _loaded(feedback: Feedback) -> list[int]:
    """The demo is loaded once the directory has told; how many rows there are."""
    begin, folder = feedback.bench.unit_of_work, feedback.settings.demo_dir
    if not await directory_is_told(begin, folder):
        for code in ORGANS:
            organ_id = await an_organ(feedback)
            await feedback.pool.execute(
                "UPDATE organ SET code = $1 WHERE organ_id = $2", code, organ_id
            )
            if code in HANDLERS:
                await an_official(feedback, organ_id, HANDLERS[code])
        assert not await directory_is_told(begin, folder)
        await a_calendar(feedback, date(datetime.now(UTC).year - 1, 1, 1), 1100)
        assert await directory_is_told(begin, folder)
    await load_voices(begin, feedback.app.state.office, folder)
    return await _counted(feedback)


async def _counted(feedback: Feedback) -> list[int]:
    tables = (
        "suggestion", "letter", "letter_step", "consultation", "opinion", "journal", "opportunity",
        "review", "bad_review", "bad_review_step", "review_device",
    )  # fmt: skip
    return [await feedback.pool.fetchval(f"SELECT count(*) FROM {table}") for table in tables]
