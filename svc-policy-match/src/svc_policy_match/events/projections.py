"""What svc-policy-match keeps of others' facts and can make anew from them.

None are the documents policies rest on, because firms are written to when one dies, and
applications, which count only for a policy as it stood.
"""

from shared.projections import Projection
from svc_policy_match.events.reactions import reactions

PROJECTIONS = (Projection("organs", ("identity.organ",), ("organ",), reactions),)
