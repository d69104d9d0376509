"""One OpenAPI document of all services: what the outside sees, and nothing else."""

from collections.abc import Callable, Mapping
from typing import Any

Document = dict[str, Any]
IN_ALL = frozenset({"Problem", "ProblemError"})
METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
REFERENCE = "#/components/"
LOGIN = {
    "login": {
        "type": "oauth2",
        "description": "演示账号（密码 demo）：zhang、li、firm、window1、approver-scjg、admin 等",
        "flows": {"password": {"tokenUrl": "/api/v1/auth/token", "scopes": {}}},
    },
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
}


class OperationTwice(Exception):
    """Two services use one operation id, so no client could tell them apart."""


def merged(
    documents: Mapping[str, Document], is_routed: Callable[[str, str], bool], title: str
) -> Document:
    """The documents of all owners as one; `is_routed(owner, path)` says what is seen outside.

    Component names carry their owner, except those that are the same in all.
    """
    whole: Document = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": "/"}],
        "paths": {},
        "components": {"securitySchemes": LOGIN},
        "security": [{}, {"login": []}, {"bearer": []}],
        "tags": [],
    }
    for owner, document in sorted(documents.items()):
        _add(whole, owner, _renamed(document, owner), is_routed)
    _refuse_twins(whole)
    return whole


def _add(
    whole: Document, owner: str, document: Document, is_routed: Callable[[str, str], bool]
) -> None:
    for path, item in document.get("paths", {}).items():
        if is_routed(owner, path):
            whole["paths"][path] = item
    for section, entries in document.get("components", {}).items():
        if section != "securitySchemes":
            kept = whole["components"].setdefault(section, {})
            kept.update({_name(owner, name): entry for name, entry in entries.items()})
    whole["tags"].extend(document.get("tags", []))


def _renamed(node: Any, owner: str) -> Any:
    """The same document with every reference to a component carrying the owner."""
    if isinstance(node, list):
        return [_renamed(entry, owner) for entry in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _reference(value, owner)
        if key == "$ref" or (isinstance(value, str) and value.startswith(REFERENCE))
        else _renamed(value, owner)
        for key, value in node.items()
    }


def _reference(reference: Any, owner: str) -> Any:
    if not isinstance(reference, str) or not reference.startswith(REFERENCE):
        return reference
    section, _, name = reference.removeprefix(REFERENCE).partition("/")
    return f"{REFERENCE}{section}/{_name(owner, name)}"


def _name(owner: str, name: str) -> str:
    return name if name in IN_ALL or name.startswith(f"{owner}_") else f"{owner}_{name}"


def _refuse_twins(whole: Document) -> None:
    seen: set[str] = set()
    for item in whole["paths"].values():
        for method, operation in item.items():
            name = operation.get("operationId") if method in METHODS else None
            if name in seen:
                raise OperationTwice(name)
            if name:
                seen.add(name)
