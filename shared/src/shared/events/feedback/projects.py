"""What is told of reviews of livelihood projects (民生实事) apart from all others.

The same is told of them as of every review; this is for who shows them beside the project, and
need not hear of a province's other reviews.
"""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class ProjectReviewed(Event):
    """Somebody reviewed a project that is done; levels are 5 to 1."""

    subject: ClassVar[str] = "feedback.project_review.submitted.v1"

    review_id: UUID
    project_id: UUID
    level: int
    submitted_at: datetime


class ProjectReviewInvalidated(Event):
    """A review of a project leaves every rate, by a person's judgement or an appeal."""

    subject: ClassVar[str] = "feedback.project_review.invalidated.v1"

    review_id: UUID
    project_id: UUID
    invalidated_at: datetime
