"""The routers of certificates, in the order in which they are looked at."""

from svc_approvals.api.certificates import certificates, reuse, verification

ROUTERS = (
    reuse.router,
    verification.router,  # before the vault, whose ids stand where its words do
    certificates.router,
)
