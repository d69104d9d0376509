"""The way of a document from draft to publication, in memory."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from draft_building import HUNAN, IN_TIME, NOON, TODAY, USUAL, a_draft, a_step, record_steps
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.refusals import Refusal
from svc_documents.domain.documents.correcting import NothingToCorrect, NotPublished, correct
from svc_documents.domain.documents.drafts import (
    Draft,
    DraftIncomplete,
    InForceTooSoon,
    WordingSettled,
)
from svc_documents.domain.documents.life import ARROWS, StepOutOfOrder
from svc_documents.domain.documents.states import State
from svc_documents.domain.documents.steps import (
    LegalityReviewNotPassed,
    StepsMissing,
    StepUnsound,
)
from svc_documents.domain.effects.terms import OwnTerm, TermTooLong
from svc_documents.domain.jurisdictions.jurisdictions import StepKind

REVIEW = State.UNDER_LEGAL_REVIEW


def test_a_document_goes_its_way_and_is_in_force_from_its_day() -> None:
    document = a_draft(State.PUBLISHED).document

    assert document.is_public
    assert (document.registration_no, document.document_no) == (
        "HCDR-2026-02001", "鹤住建规〔2026〕1号",
    )  # fmt: skip
    assert document.force.first == IN_TIME
    assert document.valid_until == date(2031, 12, 25)
    assert (document.elements.registered_on, document.elements.issued_on) == (TODAY, TODAY)
    assert document.published_at == NOON


def test_without_text_it_is_not_handed_in() -> None:
    draft = a_draft(kind="")
    draft.has_text = False

    with pytest.raises(DraftIncomplete) as refused:
        draft.submit(HUNAN, TODAY)

    assert [one.pointer for one in refused.value.errors] == ["#/kind", "#/text"]


def test_every_missing_step_is_named() -> None:
    draft = a_draft(REVIEW, is_major=True, touches_market=True)
    record_steps(draft, StepKind.PUBLIC_COMMENT)

    with pytest.raises(StepsMissing) as refused:
        draft.finish_review(HUNAN)

    assert refused.value.missing == [
        "appraisal", "fair_competition_review", "legality_review", "collective_discussion",
    ]  # fmt: skip
    assert "公平竞争审查" in refused.value.detail()
    assert draft.document.state is REVIEW


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.REVIEWED, lambda draft: draft.register(HUNAN, "HCDR-2026-02001", TODAY)),
        (State.NUMBERED, lambda draft: draft.publish(HUNAN, NOON)),
    ],
)
def test_what_lacks_a_step_is_neither_registered_nor_published(
    state: State, act: Callable[[Draft], object]
) -> None:
    draft = a_draft(state)
    draft.steps = [one for one in draft.steps if one.kind is not StepKind.COLLECTIVE_DISCUSSION]

    with pytest.raises(StepsMissing) as refused:
        act(draft)

    assert refused.value.missing == ["collective_discussion"]
    assert draft.document.state is state


def test_without_legality_review_there_is_no_collective_discussion() -> None:
    draft = a_draft(REVIEW)

    with pytest.raises(LegalityReviewNotPassed):
        record_steps(draft, StepKind.COLLECTIVE_DISCUSSION)


def test_what_was_found_unlawful_is_not_discussed() -> None:
    draft = a_draft(REVIEW)
    draft.record(a_step(StepKind.LEGALITY_REVIEW, passed=False), HUNAN, TODAY)

    with pytest.raises(LegalityReviewNotPassed):
        record_steps(draft, StepKind.COLLECTIVE_DISCUSSION)


def test_another_wording_is_reviewed_and_discussed_again() -> None:
    draft = a_draft(REVIEW)
    record_steps(draft)

    draft.put_text()

    assert draft.missing(HUNAN) == [StepKind.LEGALITY_REVIEW, StepKind.COLLECTIVE_DISCUSSION]
    with pytest.raises(LegalityReviewNotPassed):
        record_steps(draft, StepKind.COLLECTIVE_DISCUSSION)


def test_setting_what_stands_there_already_changes_no_wording() -> None:
    draft = a_draft(REVIEW)
    record_steps(draft)

    draft.revise({"title": draft.document.title, "theme": "住房保障"})

    assert draft.missing(HUNAN) == []
    assert draft.document.elements.theme == "住房保障"


def test_after_review_the_wording_is_settled_and_the_header_is_not() -> None:
    draft = a_draft(State.REVIEWED)

    with pytest.raises(WordingSettled):
        draft.revise({"title": "另一个标题"})
    with pytest.raises(WordingSettled):
        draft.put_text()
    draft.revise({"responsible_organ": "区住建局办公室", "early_reason": "保障公共安全"})

    assert draft.document.elements.responsible_organ == "区住建局办公室"


@pytest.mark.parametrize(("days", "least"), [(29, 30), (30, None)])
def test_the_public_is_asked_thirty_days_about_a_major_document(
    days: int, least: int | None
) -> None:
    draft = a_draft(REVIEW, is_major=True)
    step = a_step(StepKind.PUBLIC_COMMENT, opened_on=TODAY - timedelta(days=days))

    if least is None:
        draft.record(step, HUNAN, TODAY)
        return
    with pytest.raises(StepUnsound) as refused:
        draft.record(step, HUNAN, TODAY)
    assert [one.pointer for one in refused.value.errors] == ["#/reason"]


def test_a_shorter_comment_needs_a_reason() -> None:
    draft = a_draft(REVIEW, is_major=True)
    shorter = a_step(
        StepKind.PUBLIC_COMMENT, opened_on=TODAY - timedelta(days=7), reason="应对突发事件"
    )

    draft.record(shorter, HUNAN, TODAY)

    assert StepKind.PUBLIC_COMMENT not in draft.missing(HUNAN)


def test_a_short_comment_no_longer_stands_when_the_document_turns_out_major() -> None:
    draft = a_draft(REVIEW)
    draft.record(a_step(StepKind.PUBLIC_COMMENT, opened_on=TODAY - timedelta(days=7)), HUNAN, TODAY)

    draft.revise({"is_major": True})

    assert StepKind.PUBLIC_COMMENT in draft.missing(HUNAN)


def test_a_step_is_not_of_a_day_to_come() -> None:
    with pytest.raises(StepUnsound):
        a_draft(REVIEW).record(
            a_step(StepKind.APPRAISAL, done_on=TODAY + timedelta(days=1)), HUNAN, TODAY
        )


@pytest.mark.parametrize(
    ("effective_on", "reason", "refused"),
    [
        (IN_TIME, "", False),
        (IN_TIME - timedelta(days=1), "", True),
        (IN_TIME - timedelta(days=1), "保障公共安全", False),
        (None, "", True),
        (None, "保障公共安全", False),
        (TODAY - timedelta(days=1), "保障公共安全", True),
    ],
)
def test_thirty_days_lie_between_publication_and_entry_into_force(
    effective_on: date | None,
    reason: str,
    refused: bool,  # noqa: FBT001 - expected
) -> None:
    draft = a_draft(State.NUMBERED, effective_on=effective_on, early_reason=reason)

    if refused:
        with pytest.raises(InForceTooSoon) as too_soon:
            draft.publish(HUNAN, NOON)
        assert too_soon.value.earliest == IN_TIME
        return
    draft.publish(HUNAN, NOON)
    assert draft.document.force.first == (effective_on or TODAY)


def test_a_document_that_says_five_years_and_more_is_not_handed_in() -> None:
    with pytest.raises(TermTooLong):
        a_draft(own_term=OwnTerm(years=8)).submit(HUNAN, TODAY)


@pytest.mark.parametrize("state", [State.DRAFT, REVIEW, State.REVIEWED, State.NUMBERED])
def test_before_publication_it_is_withdrawn_and_keeps_its_numbers(state: State) -> None:
    draft = a_draft(state)
    number = draft.document.registration_no

    draft.withdraw("上位法已修改")

    assert (draft.document.state, draft.closing_reason) == (State.WITHDRAWN, "上位法已修改")
    assert draft.document.registration_no == number
    with pytest.raises(StepOutOfOrder):
        draft.revise({"theme": "其他"})


@pytest.mark.parametrize(
    "changes", [{"title": "怀化市鹤城区公共租赁住房管理办法"}, {}, {"theme": ""}]
)
def test_a_correction_says_what_was_and_what_is(changes: dict[str, str]) -> None:
    document = a_draft(State.PUBLISHED).document

    assert correct(document, changes) == []
    (changed,) = correct(document, changes | {"issued_on": date(2026, 11, 24)})

    assert (changed.name, changed.before, changed.after) == (
        "issued_on", "2026-11-25", "2026-11-24",
    )  # fmt: skip


def test_what_is_not_published_is_not_corrected() -> None:
    with pytest.raises(NotPublished):
        correct(a_draft(State.NUMBERED).document, {"theme": "住房"})
    assert NothingToCorrect.title() == "没有需要更正的内容。"


def record_one(kind: StepKind, draft: Draft) -> None:
    record_steps(draft, kind)


COMMANDS: dict[str, Callable[[Draft], object]] = {
    "submit": lambda draft: draft.submit(HUNAN, TODAY),
    "finish": lambda draft: draft.finish_review(HUNAN),
    "reject": lambda draft: draft.reject("不合法"),
    "register": lambda draft: draft.register(HUNAN, "HCDR-2026-02001", TODAY),
    "number": lambda draft: draft.number("鹤住建规〔2026〕1号"),
    "publish": lambda draft: draft.publish(HUNAN, NOON),
    "withdraw": lambda draft: draft.withdraw("不再需要"),
    "reword": lambda draft: draft.put_text(),
    "major": lambda draft: draft.revise({"is_major": not draft.is_major}),
    "usual steps": record_steps,
    **{kind.value: partial(record_one, kind) for kind in StepKind},
    "unlawful": lambda draft: draft.record(
        a_step(StepKind.LEGALITY_REVIEW, draft, passed=False), HUNAN, TODAY
    ),
}
ORDINARY = st.sampled_from(
    ["submit", "usual steps", "finish", "register", "number", "publish"] * 3 + sorted(COMMANDS)
)


def lawful(draft: Draft) -> bool:
    """Registered, numbered, with all steps about this wording: what a public document must be."""
    whole = draft.document.registration_no and draft.document.document_no
    return bool(whole) and not draft.missing(HUNAN)


@given(st.lists(ORDINARY, max_size=40))
@settings(max_examples=300)
def test_whatever_is_tried_states_move_along_arrows_and_nothing_half_done_is_public(
    history: list[str],
) -> None:
    draft = a_draft()
    for name in history:
        before, steps = draft.document.state, len(draft.steps)
        try:
            COMMANDS[name](draft)
        except Refusal:
            assert draft.document.state is before
            assert name == "usual steps" or len(draft.steps) == steps
        now = draft.document.state
        assert now is before or now in ARROWS[before]
        assert not draft.document.is_public or lawful(draft)
        assert (draft.document.force.first is not None) == draft.document.is_public


@given(st.permutations(["submit", "usual steps", "finish", "register", "number", "publish"]))
def test_only_one_order_leads_to_the_library(order: list[str]) -> None:
    draft = a_draft()
    for name in order:
        try:
            COMMANDS[name](draft)
        except Refusal:
            continue
    in_order = ["submit", "usual steps", "finish", "register", "number", "publish"]
    assert draft.document.is_public == (order == in_order)
    assert len(USUAL) == 3
