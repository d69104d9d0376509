"""``serve``: the HTTP process, or several with a parent that replaces them one after another."""

import argparse
import signal
import sys
from pkgutil import resolve_name
from typing import Any

import structlog
import uvicorn
from uvicorn.supervisors import Multiprocess

from shared.commands import Service
from shared.settings import ServiceSettings

log = structlog.get_logger("serve")

START_FAILED = 3
LONGEST_START = 60  # seconds until a new worker answers; a machine may be busy while it starts


def serve(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    """Answer HTTP until told to stop."""
    manner: dict[str, Any] = {
        "factory": True,
        "host": settings.http_host,
        "port": settings.http_port,
        "http": resolve_name(service.connections),
        "proxy_headers": False,  # the gateway judges itself whose word it takes
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "timeout_keep_alive": 75,
        "timeout_graceful_shutdown": settings.http_stop_seconds,
        "timeout_worker_healthcheck": LONGEST_START,
    }
    config = uvicorn.Config(service.app, workers=settings.http_workers, **manner)
    if settings.http_workers > 1:
        return _several(Multiprocess(config, [config.bind_socket()]))
    return _alone(uvicorn.Server(config))


def _several(workers: Multiprocess) -> int:
    """Workers on one socket; SIGHUP replaces each when its successor answers."""
    workers.run()
    return START_FAILED if START_FAILED in {one.exitcode for one in workers.processes} else 0


def _alone(server: uvicorn.Server) -> int:
    """One process; to have stopped as told is no failure.

    When all is answered uvicorn raises the signal that stopped it once more. SIGHUP, which would
    end it in the middle of its answers, is told and changes nothing: there is no second worker.
    """
    signal.signal(signal.SIGHUP, lambda *_: log.warning("not replaced", needed="HTTP_WORKERS=2"))
    signal.signal(signal.SIGTERM, lambda *_: None if server.should_exit else sys.exit(0))
    server.run()
    return 0 if server.started else START_FAILED
