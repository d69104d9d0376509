"""All we listen to, and what we do when something of it is told."""

from collections.abc import Mapping

from shared.consumer import Reactions
from svc_feedback.events import bad_reviews, directory, policies, projects, screens
from svc_feedback.events.reactions import reactions_to_cases
from svc_feedback.use_cases.office import Office

CASES = "approvals.case"
NOUNS = (
    CASES, screens.NOUN, bad_reviews.NOUN, *directory.NOUNS, *policies.NOUNS, *projects.NOUNS,
)  # fmt: skip


def reactions_by_noun(office: Office) -> Mapping[str, Reactions]:
    """Our reactions to the facts of each noun."""
    return {
        CASES: reactions_to_cases(office),
        screens.NOUN: screens.reactions_to_screens(office),
        bad_reviews.NOUN: bad_reviews.reactions_to_bad_reviews(office),
        **dict.fromkeys(directory.NOUNS, directory.reactions),
        **dict.fromkeys(policies.NOUNS, policies.reactions),
        **dict.fromkeys(projects.NOUNS, projects.reactions),
    }
