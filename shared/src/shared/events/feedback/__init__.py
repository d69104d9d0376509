"""What svc-feedback tells: who may review, what was reviewed, and how the figures stand.

A reviewer's words never travel, and an anonymous review names neither its case
nor its opportunity, so that no listener can lead it back to a person.
"""

from shared.events.feedback.bad_reviews import (
    AppealDecided,
    BadReviewClosed,
    BadReviewCreated,
    BadReviewDueSoon,
    BadReviewMoved,
    BadReviewOverdue,
    BadReviewRecounted,
)
from shared.events.feedback.consultations import (
    ConsultationAnnounced,
    ConsultationClosed,
    ConsultationExtended,
    ConsultationFact,
    ConsultationOpened,
    ConsultationResultPublished,
    OpinionDisposed,
    OpinionGiven,
)
from shared.events.feedback.devices import DeviceBound, DevicePrompted
from shared.events.feedback.figures import FiguresPublished
from shared.events.feedback.letters import (
    LetterAnswered,
    LetterAssigned,
    LetterDueSoon,
    LetterExtended,
    LetterFact,
    LetterOverdue,
    LetterRated,
    LetterRecounted,
    LetterRefused,
    LetterSentBack,
    LetterSubmitted,
)
from shared.events.feedback.notifications import FeedbackNotificationRequested
from shared.events.feedback.opportunities import (
    OpportunityOpened,
    ProjectReviewOpened,
    VisitOpened,
)
from shared.events.feedback.projects import ProjectReviewed, ProjectReviewInvalidated
from shared.events.feedback.reviews import (
    Channel,
    ReviewDefaulted,
    ReviewFlagged,
    ReviewFollowedUp,
    ReviewImported,
    ReviewInvalidated,
    ReviewJudgedValid,
    ReviewModerated,
    ReviewSubmitted,
    SummaryChanged,
)
from shared.events.feedback.suggestions import SuggestionPassedOn, SuggestionReplied
from shared.events.feedback.voice import ProposalDecided, ProposalKind, ProposalMade, TopicBurst

__all__ = [
    "AppealDecided",
    "BadReviewClosed",
    "BadReviewCreated",
    "BadReviewDueSoon",
    "BadReviewMoved",
    "BadReviewOverdue",
    "BadReviewRecounted",
    "Channel",
    "ConsultationAnnounced",
    "ConsultationClosed",
    "ConsultationExtended",
    "ConsultationFact",
    "ConsultationOpened",
    "ConsultationResultPublished",
    "DeviceBound",
    "DevicePrompted",
    "FeedbackNotificationRequested",
    "FiguresPublished",
    "LetterAnswered",
    "LetterAssigned",
    "LetterDueSoon",
    "LetterExtended",
    "LetterFact",
    "LetterOverdue",
    "LetterRated",
    "LetterRecounted",
    "LetterRefused",
    "LetterSentBack",
    "LetterSubmitted",
    "OpinionDisposed",
    "OpinionGiven",
    "OpportunityOpened",
    "ProjectReviewInvalidated",
    "ProjectReviewOpened",
    "ProjectReviewed",
    "ProposalDecided",
    "ProposalKind",
    "ProposalMade",
    "ReviewDefaulted",
    "ReviewFlagged",
    "ReviewFollowedUp",
    "ReviewImported",
    "ReviewInvalidated",
    "ReviewJudgedValid",
    "ReviewModerated",
    "ReviewSubmitted",
    "SuggestionPassedOn",
    "SuggestionReplied",
    "SummaryChanged",
    "TopicBurst",
    "VisitOpened",
]
