"""The interface as it is described."""

from functools import cache
from typing import Any

import pytest
from feedback_building import some_settings

from shared.refusals import Refusal
from svc_feedback.domain.bad_reviews import reasons as bad_reviews
from svc_feedback.domain.consultations import reasons as consultations
from svc_feedback.domain.letters import reasons as letters
from svc_feedback.domain.opportunities import AlreadyReviewed, OpportunityNotFound
from svc_feedback.domain.organs import AddresseeUnknown
from svc_feedback.domain.periods import PeriodReversed
from svc_feedback.domain.reviews import AlreadyFollowedUp, NotReviewedYet, ReviewNotFound
from svc_feedback.domain.statistics import publications
from svc_feedback.domain.suggestions.reasons import (
    SuggestionAnsweredAlready,
    SuggestionNotFound,
    SuggestionSentAlready,
)
from svc_feedback.domain.tags import TagNotOfLevel, TagsNotLoaded
from svc_feedback.domain.voice import reasons as voice
from svc_feedback.main import create
from svc_feedback.use_cases.consultations.attaching import (
    ConsultationFileNotFound,
    ConsultationFilesTooMany,
)
from svc_feedback.use_cases.letters.attaching import LetterFileNotFound, LetterFilesTooMany
from svc_feedback.use_cases.summaries import PersonFiguresHidden

REFUSALS = (
    voice.VoiceMessageNotFound, voice.ProposalWithoutMatter, voice.ProposalWithoutRegion,
    voice.ThemeNotFound,
    consultations.ConsultationNotFound, consultations.ConsultationNotOpen,
    consultations.ConsultationStepNotAllowed, consultations.ConsultationUnsound,
    consultations.DispositionUnexplained, consultations.OpinionNotFound,
    consultations.OpinionSentAlready, consultations.OpinionsTooMany,
    consultations.OpinionsUndisposed, consultations.PassageUnknown,
    ConsultationFileNotFound, ConsultationFilesTooMany,
    letters.LetterExtendedAlready, letters.LetterExtensionTooLate, letters.LetterNotExtendable,
    letters.LetterNotFound, letters.LetterRefusalUnclear, letters.LetterSentAlready,
    letters.LetterStepNotAllowed, letters.MailboxUnknown, LetterFileNotFound, LetterFilesTooMany,
    bad_reviews.ExplanationDoesNotFit, bad_reviews.ReviewNotHandled, bad_reviews.RevisitNotAsked,
    bad_reviews.RevisitOver, AlreadyFollowedUp, AlreadyReviewed, NotReviewedYet,
    OpportunityNotFound, AddresseeUnknown, ReviewNotFound, SuggestionAnsweredAlready,
    SuggestionNotFound, SuggestionSentAlready,
    TagNotOfLevel, TagsNotLoaded, PersonFiguresHidden, PeriodReversed,
    publications.MonthNotOver, publications.PublicationNotFound, publications.PublishedAlready,
    publications.SignedOffByPreparer,
)  # fmt: skip
DEVICES = {
    "feedback_ask_for_review",
    "feedback_bind_review_device",
    "feedback_list_review_devices",
    "feedback_show_review_prompt",
    "feedback_stream_review_prompt",
    "feedback_answer_review_prompt",
    "feedback_list_flagged_reviews",
    "feedback_ask_to_review_project",
    "feedback_add_review_photo",
    "feedback_list_review_photos",
    "feedback_download_review_photo",
    "feedback_import_hotline_reviews",
    "feedback_exchange_review_code",
    "feedback_judge_review",
    "feedback_moderate_review",
}
VOICE = {
    f"feedback_{name}"
    for name in (
        "list_themes", "show_theme", "show_theme_trend", "show_theme_heat", "list_theme_messages",
        "list_similar_messages", "list_bursts", "make_proposal", "list_proposals",
        "decide_proposal",
    )
}  # fmt: skip
BAD_REVIEWS = {
    f"feedback_{name}"
    for name in (
        "list_bad_reviews", "show_bad_review", "triage_bad_review", "assign_bad_review",
        "transfer_bad_review", "note_attempt", "verify_bad_review", "rectify_bad_review",
        "explain_bad_review", "reply_to_bad_review", "revisit_bad_review", "close_bad_review",
        "rule_on_bad_review", "reopen_bad_review", "extend_bad_review",
        "appeal_against_bad_review", "list_appeals", "show_appeal", "decide_appeal",
        "list_improvements", "list_own_reviews", "follow_review", "answer_revisit",
    )
}  # fmt: skip
LETTERS = {
    f"feedback_{name}"
    for name in (
        "list_mailboxes", "list_published_letters", "show_letter_statistics", "write_letter",
        "look_letter_up", "attach_letter_file", "list_own_letters", "show_own_letter",
        "show_published_letter", "download_letter_file", "list_letter_queue",
        "show_handled_letter", "assign_letter", "send_letter_back", "extend_letter",
        "answer_letter", "refuse_letter", "rate_letter",
    )
}  # fmt: skip
CONSULTATIONS = {
    f"feedback_{name}"
    for name in (
        "list_consultations", "show_consultation", "give_opinion", "list_disposed_opinions",
        "list_own_opinions", "download_consultation_file", "draft_consultation",
        "list_own_consultations", "show_own_consultation", "change_consultation",
        "announce_consultation", "extend_consultation", "attach_consultation_file",
        "list_opinions", "dispose_opinions", "publish_consultation_result",
    )
}  # fmt: skip


@cache
def described() -> dict[str, Any]:
    document: dict[str, Any] = create(some_settings()).openapi()
    return document


def operations() -> dict[str, Any]:
    return {
        operation["operationId"]: operation
        for path in described()["paths"].values()
        for operation in path.values()
    }


def test_every_operation_is_named_after_its_use_case() -> None:
    assert set(operations()) == {
        "feedback_show_tags",
        "feedback_summarise_reviews",
        "feedback_rank_reviews",
        "feedback_summarise_handling",
        "feedback_prepare_publication",
        "feedback_sign_publication_off",
        "feedback_list_publications",
        "feedback_show_signing_key",
        "feedback_show_publication",
        "feedback_watch_reviews",
        "feedback_stream_reviews",
        "feedback_list_own_opportunities",
        "feedback_show_opportunity",
        "feedback_submit_review",
        "feedback_follow_up_review",
        "feedback_list_reviews",
        "feedback_show_review",
        "feedback_put_suggestion",
        "feedback_read_suggestion_reply",
        "feedback_list_suggestions",
        "feedback_show_suggestion",
        "feedback_answer_suggestion",
        "feedback_pass_suggestion_on",
        *DEVICES,
        *BAD_REVIEWS,
        *LETTERS,
        *VOICE,
        *CONSULTATIONS,
    }


@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_refusal_is_described_where_it_may_be_given(refusal: type[Refusal]) -> None:
    described_answers = [
        answer["description"]
        for operation in operations().values()
        for answer in operation["responses"].values()
    ]

    assert any(refusal.slug() in description for description in described_answers)


def test_every_problem_has_the_one_shape() -> None:
    for operation in operations().values():
        for status, answer in operation["responses"].items():
            if status >= "400":
                schema = answer["content"]["application/problem+json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/Problem"}


def test_the_internal_links_are_not_described() -> None:
    assert not [path for path in described()["paths"] if not path.startswith("/api/v1/")]


def test_no_level_is_given_beforehand() -> None:
    level = described()["components"]["schemas"]["ReviewRequest"]["properties"]["level"]

    assert "default" not in level
    assert "level" in described()["components"]["schemas"]["ReviewRequest"]["required"]
