"""What each service answers, asked of its own app; and the gateway's merged document.

The apps are made with settings that lead nowhere, and are never started: no
environment, no database and no broker is needed.
"""

import json
from pkgutil import resolve_name
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from yangguang_local.house import YANGGUANG, Service

Document = dict[str, Any]


def files() -> dict[str, str]:
    """Path -> text of every OpenAPI document of the repository."""
    told = {service.name: _document_of(service) for service in YANGGUANG.services}
    gateway = YANGGUANG.gateway.module
    own = resolve_name(f"{gateway}.main:own_app")(_settings(_declared(YANGGUANG.gateway)))
    merged = resolve_name(f"{gateway}.main:merged_document")(own, told)
    return {
        "gateway/openapi.json": as_text(merged),
        **{
            f"{service.module.replace('_', '-')}/openapi.json": as_text(told[service.name])
            for service in YANGGUANG.services
        },
    }


def _document_of(service: Service) -> Document:
    declared = _declared(service)
    document: Document = resolve_name(declared.app)(_settings(declared)).openapi()
    return document


def _declared(service: Service) -> Any:
    """What a service says of itself; services are named, never imported, as in all this package."""
    return resolve_name(f"{service.module}.__main__:SERVICE")


def _settings(declared: Any) -> Any:
    return resolve_name(declared.settings)(
        database_url="postgresql://nowhere", internal_public_key=_some_public_key()
    )


def _some_public_key() -> str:
    key = Ed25519PrivateKey.generate().public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def as_text(document: Document) -> str:
    """As it stands in the repository: readable, and the same for the same document."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
