"""What svc-approvals keeps of others' facts and can make anew from them.

A calendar made anew has open due dates counted anew as well, as one that is imported.
"""

from shared.projections import Projection
from svc_approvals.events.reactions import reactions

PROJECTIONS = (
    Projection("organs", ("identity.organ",), ("organ",), reactions),
    Projection("staff", ("identity.staff",), ("staff",), reactions),
    Projection("calendar", ("identity.calendar",), ("calendar_day",), reactions),
    Projection("satisfaction", ("feedback.review",), ("matter_reviews",), reactions),
    Projection("improvements", ("feedback.bad_review",), ("matter_improvement",), reactions),
    Projection("basis", ("documents.document", "documents.basis"), ("document_effect",), reactions),
)
