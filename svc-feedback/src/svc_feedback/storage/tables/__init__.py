"""The tables of svc-feedback, declared so that the migrations can be proved against them."""

from svc_feedback.storage.tables import (
    bad_reviews,
    circumstances,
    codes,
    consultations,
    devices,
    directory,
    figures,
    judging,
    letters,
    opportunities,
    photos,
    projects,
    publications,
    reviews,
    suggestions,
    tags,
    voice,
)
from svc_feedback.storage.tables.metadata import metadata

APPEND_ONLY = (
    "tag",
    "review",
    "follow_up",
    "letter_step",
    "review_flag",
    "judgement",
    "moderation",
    "bad_review_attempt",
    "bad_review_step",
)

__all__ = [
    "APPEND_ONLY",
    "bad_reviews",
    "circumstances",
    "codes",
    "consultations",
    "devices",
    "directory",
    "figures",
    "judging",
    "letters",
    "metadata",
    "opportunities",
    "photos",
    "projects",
    "publications",
    "reviews",
    "suggestions",
    "tags",
    "voice",
]
