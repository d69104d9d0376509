"""``serve``: the HTTP process."""

import argparse
import signal
import sys
from typing import Any

import uvicorn

from shared.commands import Service
from shared.settings import ServiceSettings

START_FAILED = 3


def serve(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    """Answer HTTP until told to stop."""
    manner: dict[str, Any] = {
        "factory": True,
        "host": settings.http_host,
        "port": settings.http_port,
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "timeout_keep_alive": 75,
        "timeout_graceful_shutdown": 5,
    }
    if settings.http_workers > 1:
        uvicorn.run(service.app, workers=settings.http_workers, **manner)
        return 0
    return _alone(uvicorn.Server(uvicorn.Config(service.app, **manner)))


def _alone(server: uvicorn.Server) -> int:
    """One process; to have stopped as told is no failure.

    When all is answered uvicorn raises the signal that stopped it once more.
    """
    signal.signal(signal.SIGTERM, lambda *_: None if server.should_exit else sys.exit(0))
    server.run()
    return 0 if server.started else START_FAILED
