"""What svc-documents keeps of others' facts and can make anew from them.

None are the answers to who cites documents, which are told as they are found, and the calendar,
by which requests are counted anew as it comes.
"""

from shared.projections import Projection
from svc_documents.events.reactions import reactions

PROJECTIONS = (
    Projection("organs", ("identity.organ",), ("organ",), reactions),
    Projection("staff", ("identity.staff",), ("staff",), reactions),
    Projection(
        "graph",
        ("approvals.matter", "budget.fund", "policies.policy"),
        ("linked_thing",),
        reactions,
    ),
)
