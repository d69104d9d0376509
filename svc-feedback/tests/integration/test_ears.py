"""What the work process listens to."""

from feedback_building import Feedback

from svc_feedback.events.ears import NOUNS, reactions_by_noun


async def test_every_noun_is_listened_to_once_and_has_its_reactions(feedback: Feedback) -> None:
    assert sorted(reactions_by_noun(feedback.app.state.office)) == sorted(NOUNS)
