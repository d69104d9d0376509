"""A closed bad review says what changed, and to nobody outside who erred or who handled it."""

from datetime import timedelta
from uuid import UUID

from feedback_building import Feedback, a_person
from handling_building import BAD_REVIEWS, Desk, a_desk, a_member

from shared.identity import ANONYMOUS

WORDS = "已对陈立新（hc-scjg-００１）批评教育，电话13812345678，承诺时限改为三个工作日。"
NAMES = ("陈立新", "SCJG-001", "scjg", "HC-SCJG-002", "13812345678")


async def closed(feedback: Feedback) -> Desk:
    desk = await a_desk(feedback)
    await desk.rectifying()
    await desk.takes("reply", text="属实，已改正。", change="staff", improvement=WORDS)
    feedback.later(timedelta(days=1))
    await desk.takes("revisit", satisfied=True)
    return desk


async def test_nobody_outside_reads_who_handled_a_closed_bad_review(feedback: Feedback) -> None:
    desk = await closed(feedback)
    review_id = (await desk.shown())["review_id"]

    for caller, refused in ((ANONYMOUS, 401), (a_person(), 403)):
        client = feedback.as_(caller)
        public = [
            await client.get(f"{BAD_REVIEWS}/improvements?matter=HC-YJS-0001"),
            await client.get("/links/matter/HC-YJS-0001"),
            await client.get(f"/links/review/{review_id}"),
            await client.get(f"/links/bad_review/{desk.bad_review_id}"),
            await client.get("/api/v1/reviews?matter=HC-YJS-0001"),
        ]
        assert [one.status_code for one in public] == [200] * 5
        assert "三个工作日" in public[0].text
        assert not [name for name in NAMES for one in public if name in one.text]
        assert (await client.get(f"{BAD_REVIEWS}/{desk.bad_review_id}")).status_code == refused


async def test_no_fact_about_it_names_anybody(feedback: Feedback) -> None:
    await closed(feedback)

    for noun in ("moved", "closed", "created"):
        facts = await feedback.told(f"feedback.bad_review.{noun}.v1")
        assert facts
        assert not [name for name in NAMES if name in str(facts)]


async def test_its_own_desk_still_sees_who_handled_it_and_other_organs_nothing(
    feedback: Feedback,
) -> None:
    desk = await closed(feedback)

    assert (await desk.shown(desk.colleague))["handler"] == "HC-SCJG-001"
    assert (await desk.shown(desk.supervisor))["handler"] == "HC-SCJG-001"
    stranger = feedback.as_(a_member(UUID(int=9), "HC-WJJ-001"))
    assert (await stranger.get(f"{BAD_REVIEWS}/{desk.bad_review_id}")).status_code == 404
