"""What svc-documents tells. Laws and normative documents are public; so are titles and numbers."""

from shared.events.documents.basis import BasisResolved
from shared.events.documents.collections import CollectionLoaded
from shared.events.documents.columns import (
    ColumnChanged,
    ColumnOverdue,
    EntryChanged,
    EntryPublished,
)
from shared.events.documents.disclosure_requests import (
    DisclosureAnswered,
    DisclosureConsultationEnded,
    DisclosureConsultationStarted,
    DisclosureExtended,
    DisclosureFeeAsked,
    DisclosureFeePaid,
    DisclosureRecounted,
    DisclosureRequestEvent,
    DisclosureRequestSubmitted,
    DisclosureSupplementAsked,
    DisclosureSupplementGiven,
    DisclosureWithdrawn,
)
from shared.events.documents.effects import (
    CleanUpCarriedOut,
    DocumentEvaluated,
    DocumentExpiring,
    DocumentSuspended,
    DocumentSuspensionLifted,
)
from shared.events.documents.inspections import (
    InspectionAnnounced,
    InspectionCancelled,
    InspectionDrawn,
    InspectionEvent,
    InspectionResultPublished,
)
from shared.events.documents.library import DocumentPublished, Effect, EffectChanged
from shared.events.documents.life import (
    DocumentCorrected,
    DocumentDrafted,
    DocumentEvent,
    DocumentNumbered,
    DocumentRegistered,
    DocumentRejected,
    DocumentReviewed,
    DocumentRevised,
    DocumentStepRecorded,
    DocumentSubmittedForReview,
    DocumentWithdrawn,
    StepKind,
)
from shared.events.documents.notifications import DocumentsNotificationRequested
from shared.events.documents.relations import RelationDeclared, RelationKind, RelationRetracted
from shared.events.documents.resource_map import ResourcePlaceChanged
from shared.events.documents.topics import (
    TopicArchived,
    TopicDrafted,
    TopicKind,
    TopicPartAdded,
    TopicPublished,
)

__all__ = [
    "BasisResolved",
    "CleanUpCarriedOut",
    "CollectionLoaded",
    "ColumnChanged",
    "ColumnOverdue",
    "DisclosureAnswered",
    "DisclosureConsultationEnded",
    "DisclosureConsultationStarted",
    "DisclosureExtended",
    "DisclosureFeeAsked",
    "DisclosureFeePaid",
    "DisclosureRecounted",
    "DisclosureRequestEvent",
    "DisclosureRequestSubmitted",
    "DisclosureSupplementAsked",
    "DisclosureSupplementGiven",
    "DisclosureWithdrawn",
    "DocumentCorrected",
    "DocumentDrafted",
    "DocumentEvaluated",
    "DocumentEvent",
    "DocumentExpiring",
    "DocumentNumbered",
    "DocumentPublished",
    "DocumentRegistered",
    "DocumentRejected",
    "DocumentReviewed",
    "DocumentRevised",
    "DocumentStepRecorded",
    "DocumentSubmittedForReview",
    "DocumentSuspended",
    "DocumentSuspensionLifted",
    "DocumentWithdrawn",
    "DocumentsNotificationRequested",
    "Effect",
    "EffectChanged",
    "EntryChanged",
    "EntryPublished",
    "InspectionAnnounced",
    "InspectionCancelled",
    "InspectionDrawn",
    "InspectionEvent",
    "InspectionResultPublished",
    "RelationDeclared",
    "RelationKind",
    "RelationRetracted",
    "ResourcePlaceChanged",
    "StepKind",
    "TopicArchived",
    "TopicDrafted",
    "TopicKind",
    "TopicPartAdded",
    "TopicPublished",
]
