"""Logs: a JSON object a line, or a human line for ``make run``; never personal data."""

import logging
import sys
from collections.abc import Callable, MutableMapping
from typing import Any

import orjson
import structlog

from shared.masking import mask_text

Entry = MutableMapping[str, Any]
Render = Callable[[Any, str, Entry], str]


def configure(service: str, form: str, level: str) -> None:
    """Set up logging for this process; the libraries' own logs go the same way."""
    level = level.upper()
    rendered = _masked(_as_json(service) if form == "json" else _as_line)
    steps: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    _take_in_libraries(steps, rendered, level)
    structlog.configure(
        processors=[*steps, rendered],
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )


def _take_in_libraries(steps: list[Any], rendered: Render, level: str) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *steps],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, rendered],
        ),
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for chatty in ("uvicorn.access", "alembic.runtime.plugins", "nats"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _masked(render: Render) -> Render:
    """The whole line at once: no member of it can be forgotten, and it costs one search."""

    def masked(logger: Any, name: str, entry: Entry) -> str:
        return mask_text(render(logger, name, entry))

    return masked


def _as_json(service: str) -> Render:
    def render(_: Any, __: str, entry: Entry) -> str:
        return orjson.dumps({"service": service, **entry}, default=str).decode()

    return render


def _as_line(_: Any, __: str, entry: Entry) -> str:
    entry.pop("timestamp", None)
    level, event = entry.pop("level", "info"), entry.pop("event", "")
    trouble = entry.pop("exception", "")
    members = " ".join(f"{key}={value}" for key, value in entry.items() if value not in ("", None))
    mark = "" if level == "info" else f"{level.upper()} "
    return f"{mark}{event} {members}".rstrip() + (f"\n{trouble}" if trouble else "")
