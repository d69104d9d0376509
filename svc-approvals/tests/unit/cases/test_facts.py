"""What the domain notes is what is declared to be told, name for name."""

from dataclasses import fields
from typing import get_type_hints

from shared.events.approvals import CASE_EVENTS
from svc_approvals.domain.cases.facts import Fact
from svc_approvals.domain.cases.timeline import SENTENCES

UNTOLD_OUTSIDE = {  # what concerns only the applicant's draft
    "drafted", "draft_saved", "lapsed", "pre_review_requested", "pre_review_answered",
}  # fmt: skip


def test_every_fact_has_its_event_with_the_same_members() -> None:
    facts = {
        fact.__name__: {field.name for field in fields(fact)} for fact in Fact.__subclasses__()
    }
    events = {name: set(event.model_fields) - {"case_id"} for name, event in CASE_EVENTS.items()}

    assert facts == events


def test_the_members_have_the_same_types() -> None:
    for fact in Fact.__subclasses__():
        event = CASE_EVENTS[fact.__name__]
        told = {name: field.annotation for name, field in event.model_fields.items()}
        told.pop("case_id")
        assert get_type_hints(fact) == told, fact.__name__


def test_every_fact_after_the_draft_has_a_sentence() -> None:
    subjects = {event.subject.split(".")[2] for event in CASE_EVENTS.values()}

    assert subjects == set(SENTENCES) | UNTOLD_OUTSIDE
