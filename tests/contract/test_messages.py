"""Whatever a service asks to be told to people, the gateway has a sentence for it, in Chinese."""

import re
from string import Formatter

import pytest

from gateway.domain.messages import TEMPLATES, WITH_WORDS, text_of
from gateway.events.reactions import ASKED as REACTED_TO
from gateway.worker import NOUNS
from shared.events import declared_events
from shared.events.notifications import NotificationRequested
from svc_approvals.use_cases.cases import messages
from svc_approvals.use_cases.catalogue.basis_messages import BASIS_DEAD
from svc_documents.use_cases.disclosure_requests import messages as disclosure
from svc_feedback.use_cases.bad_reviews import messages as bad_reviews
from svc_feedback.use_cases.consultations import messages as consultations
from svc_feedback.use_cases.letters import messages as letters
from svc_feedback.use_cases.opportunities import INVITATION
from svc_policy_match.domain.pushes.differences import Tiding
from svc_policy_match.use_cases.pushes.sending import DIGEST

ASKED = {
    *messages.TEMPLATES.values(), messages.REFUSED, messages.URGED, BASIS_DEAD,
    "certificate_revoked", INVITATION, *disclosure.TEMPLATES,
    *letters.TEMPLATES, *consultations.TEMPLATES, *bad_reviews.TEMPLATES, DIGEST,
    *(f"policies_{one.value}" for one in Tiding),
}  # fmt: skip


def test_every_message_that_is_asked_for_has_its_sentence() -> None:
    assert set(TEMPLATES) == ASKED
    assert set(WITH_WORDS) <= ASKED


def test_every_request_for_a_message_is_heard_and_answered() -> None:
    asked = {one for one in declared_events() if issubclass(one, NotificationRequested)}
    assert set(REACTED_TO) == asked
    assert {one.noun() for one in asked} == set(NOUNS)


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_a_sentence_is_chinese_whatever_fills_it(template: str) -> None:
    gaps = [gap for _, gap, _, _ in Formatter().parse(TEMPLATES[template]) if gap]
    text = text_of(template, dict.fromkeys(gaps, "X"))

    assert not re.search(r"[a-z{}]", text)
    assert text.endswith("。")
