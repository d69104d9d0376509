"""Logs: a JSON object a line, or a human line for ``make run``; never personal data."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import orjson
import structlog

from shared.masking import mask_text

Entry = MutableMapping[str, Any]


def configure(service: str, form: str, level: str) -> None:
    """Set up logging for this process; the libraries' own logs go the same way."""
    shared_steps: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _without_personal_data,
    ]
    last = _as_json(service) if form == "json" else _as_line
    level = level.upper()
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared_steps],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        ),
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for chatty in ("uvicorn.access", "alembic.runtime.plugins", "nats"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared_steps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )


def _without_personal_data(_: Any, __: str, entry: Entry) -> Entry:
    for key, value in entry.items():
        if isinstance(value, str):
            entry[key] = mask_text(value)
    return entry


def _as_json(service: str) -> Any:
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
