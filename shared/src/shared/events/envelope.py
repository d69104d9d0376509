"""CloudEvents 1.0 JSON (structured mode): how a recorded fact looks on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

CONTENT_TYPE = "application/cloudevents+json"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One event as it travels; ``sequence`` is gap-free per aggregate."""

    event_id: UUID
    subject: str
    aggregate_id: UUID
    sequence: int
    at: datetime
    data: Mapping[str, Any]
    traceparent: str = ""

    @property
    def noun(self) -> str:
        """``<owner>.<noun>`` of its aggregate."""
        return ".".join(self.subject.split(".")[:2])

    def to_wire(self) -> bytes:
        """As CloudEvents JSON."""
        return orjson.dumps(
            {
                "specversion": "1.0",
                "id": str(self.event_id),
                "source": f"/{self.subject.split('.', 1)[0]}",
                "type": self.subject,
                "subject": str(self.aggregate_id),
                "time": self.at.astimezone(UTC).isoformat(),
                "datacontenttype": "application/json",
                "sequence": self.sequence,
                "traceparent": self.traceparent,
                "data": self.data,
            },
        )

    @classmethod
    def from_wire(cls, raw: bytes) -> "Envelope":
        """Back from CloudEvents JSON; KeyError or ValueError when it is none."""
        wire = orjson.loads(raw)
        return cls(
            event_id=UUID(wire["id"]),
            subject=wire["type"],
            aggregate_id=UUID(wire["subject"]),
            sequence=int(wire["sequence"]),
            at=datetime.fromisoformat(wire["time"]),
            data=wire["data"],
            traceparent=wire.get("traceparent", ""),
        )
