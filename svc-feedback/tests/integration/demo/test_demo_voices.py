"""The demo's slips, letters and consultations."""

from datetime import UTC, date, datetime

from consultations_building import DESK, URL
from directory_building import a_calendar, an_organ
from feedback_building import Feedback
from letters_building import LETTERS, an_overseer
from suggestions_building import QUEUE

from svc_feedback.use_cases.demo.voices import directory_is_told, load_voices

ORGANS = ("scjg", "wjj", "cgj", "czj", "zjj", "jtj", "xzsp")


async def test_the_demo_shows_every_stage_and_loading_again_changes_nothing(
    feedback: Feedback,
) -> None:
    begin, folder = feedback.bench.unit_of_work, feedback.settings.demo_dir
    assert not await directory_is_told(begin, folder)
    for code in ORGANS:
        organ_id = await an_organ(feedback)
        await feedback.pool.execute(
            "UPDATE organ SET code = $1 WHERE organ_id = $2", code, organ_id
        )
    await a_calendar(feedback, date(datetime.now(UTC).year - 1, 1, 1), 1100)
    assert await directory_is_told(begin, folder)

    counted = []
    for _ in range(2):
        await load_voices(begin, feedback.app.state.office, folder)
        counted.append(await _counted(feedback))

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


async def _counted(feedback: Feedback) -> list[int]:
    tables = ("suggestion", "letter", "letter_step", "consultation", "opinion", "journal")
    return [await feedback.pool.fetchval(f"SELECT count(*) FROM {table}") for table in tables]
