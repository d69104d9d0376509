"""An OpenAPI document as text: its operations, and what it refers to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    declared: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.declared["operationId"])

    @property
    def statuses(self) -> set[str]:
        return set(self.declared["responses"])


def operations(document: dict[str, Any]) -> list[Operation]:
    """Every operation, in order of the document."""
    return [
        Operation(method, path, declared)
        for path, item in document["paths"].items()
        for method, declared in item.items()
        if method in METHODS
    ]


def references(node: Any) -> Iterator[str]:
    """Every `$ref`, and every mapping of a discriminator."""
    if isinstance(node, list):
        for entry in node:
            yield from references(entry)
    elif isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and (key == "$ref" or value.startswith("#/")):
                yield value
            else:
                yield from references(value)


def exists(document: dict[str, Any], reference: str) -> bool:
    """Whether a reference inside the document leads somewhere."""
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        name = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(found, dict) or name not in found:
            return False
        found = found[name]
    return reference.startswith("#/")
