"""What svc-budget keeps of others' facts and can make anew from them.

What published books show for the score of openness is made of facts of our own.
"""

from shared.projections import Projection
from svc_budget.events.reactions import reactions

PROJECTIONS = (
    Projection("organs", ("identity.organ",), ("organ",), reactions),
    Projection("staff", ("identity.staff",), ("staff",), reactions),
    Projection("calendar", ("identity.calendar",), ("calendar_day",), reactions),
    Projection("openness", ("budget.submission",), ("openness_evidence",), reactions),
    Projection("basis", ("documents.document", "documents.basis"), ("document_effect",), reactions),
)
