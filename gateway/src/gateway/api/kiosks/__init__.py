"""Routes of kiosks: the administrator's, the kiosk's own, and sessions of persons on them."""

from gateway.api.kiosks import batch, codes, devices, own, sessions, settings

ROUTERS = (
    batch.router, codes.router, devices.router, settings.router, own.router, sessions.router,
)  # fmt: skip
