"""The AsyncAPI 3.0 document: a channel per subject, a message with its envelope and its data."""

from collections.abc import Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from shared.events import Event
from shared.events.envelope import CONTENT_TYPE

COMPONENTS = "#/components"
TEXT = {"type": "string"}
ENVELOPE = {
    "title": "CloudEvents 1.0, structured mode",
    "type": "object",
    "required": ["specversion", "id", "source", "type", "subject", "time", "sequence", "data"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "format": "uuid", "description": "UUIDv7; also Nats-Msg-Id"},
        "source": {**TEXT, "description": "/<owner>"},
        "type": {**TEXT, "description": "the subject on the stream"},
        "subject": {"type": "string", "format": "uuid", "description": "the aggregate's id"},
        "time": {"type": "string", "format": "date-time"},
        "datacontenttype": {"const": "application/json"},
        "sequence": {
            "type": "integer",
            "minimum": 1,
            "description": "per aggregate, without gaps",
        },
        "traceparent": {**TEXT, "description": "W3C trace context, or empty"},
        "data": {"type": "object"},
    },
}
HEADERS = {
    "type": "object",
    "properties": {
        "Nats-Msg-Id": {**TEXT, "description": "the event's id; sent twice, it counts once"},
        "Aggregate": {**TEXT, "description": "the aggregate's id"},
        "Content-Type": {"const": CONTENT_TYPE},
    },
}


def document(events: Sequence[type[Event]]) -> dict[str, Any]:
    """The whole document."""
    places, schemas = models_json_schema(
        [(event, "serialization") for event in events],
        ref_template=COMPONENTS + "/schemas/{model}",
    )
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "阳光政务 events",
            "version": "1",
            "description": "What the services tell each other over NATS JetStream.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {event.subject: _channel(event) for event in events},
        "operations": {f"tell.{event.subject}": _telling(event) for event in events},
        "components": {
            "messages": {
                event.subject: _message(event, places[event, "serialization"]) for event in events
            },
            "schemas": {"Envelope": ENVELOPE, **schemas["$defs"]},
        },
    }


def _channel(event: type[Event]) -> dict[str, Any]:
    message = {"$ref": f"{COMPONENTS}/messages/{event.subject}"}
    return {
        "address": event.subject,
        "description": f"Stream {event.owner().upper()}.",
        "messages": {event.__name__: message},
    }


def _telling(event: type[Event]) -> dict[str, Any]:
    channel = f"#/channels/{event.subject}"
    return {
        "action": "send",
        "channel": {"$ref": channel},
        "messages": [{"$ref": f"{channel}/messages/{event.__name__}"}],
    }


def _message(event: type[Event], data: dict[str, Any]) -> dict[str, Any]:
    told = {"type": {"const": event.subject}, "data": data}
    return {
        "name": event.__name__,
        "summary": " ".join((event.__doc__ or "").split()),
        "contentType": CONTENT_TYPE,
        "headers": HEADERS,
        "payload": {"allOf": [{"$ref": f"{COMPONENTS}/schemas/Envelope"}, {"properties": told}]},
    }
