"""``serve``: the HTTP process."""

import argparse

import uvicorn

from shared.commands import Service
from shared.settings import ServiceSettings


def serve(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    """Answer HTTP until told to stop."""
    uvicorn.run(
        service.app,
        factory=True,
        host=settings.http_host,
        port=settings.http_port,
        workers=settings.http_workers,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )
    return 0
