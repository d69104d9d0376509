"""The deadlines of bad reviews, as a deployment's file says them."""

from pathlib import Path
from typing import TypeAlias

from shared.yaml_files import yaml_in
from svc_feedback.domain.bad_reviews.rules import BadReviewRules, read_bad_review_rules

Deadlines: TypeAlias = BadReviewRules


def deadlines_in(file: Path) -> Deadlines:
    """Of every region; ValueError says what is not in order in the file."""
    return read_bad_review_rules(yaml_in(file))
