"""The tables of svc-feedback, declared so that the migrations can be proved against them."""

from svc_feedback.storage.tables import figures, opportunities, reviews, tags
from svc_feedback.storage.tables.metadata import metadata

APPEND_ONLY = ("tag", "review", "follow_up")

__all__ = ["APPEND_ONLY", "figures", "metadata", "opportunities", "reviews", "tags"]
