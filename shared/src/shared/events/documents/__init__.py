"""What svc-documents tells. Laws and normative documents are public; so are titles and numbers."""

from shared.events.documents.basis import BasisResolved
from shared.events.documents.collections import CollectionLoaded
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
    InspectionResultPublished,
)
from shared.events.documents.library import DocumentPublished, Effect, EffectChanged
from shared.events.documents.life import (
    DocumentCorrected,
    DocumentDrafted,
    DocumentNumbered,
    DocumentRegistered,
    DocumentRejected,
    DocumentReviewed,
    DocumentRevised,
    DocumentStepRecorded,
    DocumentSubmittedForReview,
    DocumentWithdrawn,
)
from shared.events.documents.notifications import DocumentsNotificationRequested
from shared.events.documents.relations import RelationDeclared, RelationKind, RelationRetracted
from shared.events.documents.resource_map import ResourcePlaceChanged

__all__ = [
    "BasisResolved",
    "CleanUpCarriedOut",
    "CollectionLoaded",
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
    "InspectionAnnounced",
    "InspectionCancelled",
    "InspectionDrawn",
    "InspectionResultPublished",
    "RelationDeclared",
    "RelationKind",
    "RelationRetracted",
    "ResourcePlaceChanged",
]
