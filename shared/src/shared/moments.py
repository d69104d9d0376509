"""Moments on the wire: RFC 3339 with the offset of China; inside they are aware UTC."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, PlainSerializer, WithJsonSchema

from shared.office_hours import CHINA_TIME


def on_the_wire(moment: datetime) -> str:
    """2026-01-05T09:00:00+08:00."""
    return moment.astimezone(CHINA_TIME).isoformat()


Moment = Annotated[
    AwareDatetime,
    PlainSerializer(on_the_wire, return_type=str, when_used="json"),
    WithJsonSchema(
        {"type": "string", "format": "date-time", "examples": ["2026-01-05T09:00:00+08:00"]}
    ),
]
