"""A new data key at svc-feedback."""

from uuid import uuid4

from consultations_building import an_editor, an_opinion, opened
from feedback_building import Feedback, a_person, an_answer
from key_building import with_a_new_key
from letters_building import LETTERS, a_letter, on_monday

from svc_feedback.main import create
from svc_feedback.storage.tables import metadata
from yangguang_local.databases import Databases

REVIEWS = "/api/v1/reviews"


async def test_after_a_change_of_the_data_key_all_words_read_without_the_old_one(
    feedback: Feedback, postgres: Databases
) -> None:
    await a_review_with_a_follow_up(feedback)
    await on_monday(feedback)
    zhang = a_person()
    letter = await a_letter(feedback, zhang)
    await an_opinion(feedback, await opened(feedback, an_editor()))
    before = await feedback.as_(zhang).get(f"{LETTERS}/own/{letter['letter_id']}")

    changed = await with_a_new_key(feedback.settings, metadata, postgres)

    app = create(changed)
    async with app.router.lifespan_context(app):
        renewed = Feedback(app, changed)
        own = await renewed.as_(zhang).get(f"{LETTERS}/own/{letter['letter_id']}")
        await renewed.close()
    assert (own.status_code, own.json()) == (200, before.json())


async def a_review_with_a_follow_up(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    client = feedback.as_(zhang)
    await client.post(REVIEWS, json=an_answer(token, 2, text="太慢"))
    more = {"token": token, "submission_id": str(uuid4()), "text": "第二天就改好了"}
    added = await client.post(f"{REVIEWS}/follow-ups", json=more)
    assert added.status_code == 201, added.text
