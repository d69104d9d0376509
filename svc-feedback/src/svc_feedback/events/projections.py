"""What svc-feedback keeps of others' facts and can make anew from them.

None are opportunities, visits, bad reviews and consultations: facts open them, and people
then go on with them.
"""

from shared.projections import Projection
from svc_feedback.events import projects
from svc_feedback.events.directory import reactions

PROJECTIONS = (
    Projection("organs", ("identity.organ",), ("organ",), reactions),
    Projection("staff", ("identity.staff",), ("staff",), reactions),
    Projection("calendar", ("identity.calendar",), ("calendar_day",), reactions),
    Projection("projects", projects.NOUNS, ("done_project",), projects.reactions),
)
