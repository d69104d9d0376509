"""Things that exist, to be asked about instead of made-up ones."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, TypeAlias

import schemathesis

Case: TypeAlias = schemathesis.Case[Any]
API = "/api/v1"


@dataclass
class Existing:
    """By the name of the parameter that takes them, and where they belong to, the place."""

    things: dict[str, dict[str, Iterator[str]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, name: str, *values: str, under: str = "") -> None:
        """Values of a parameter; ``under`` a path if others take one of the same name."""
        if values:
            self.things[name][API + under] = cycle(values)

    def join(self, other: "Existing") -> "Existing":
        """These and the other's."""
        for name, places in other.things.items():
            self.things[name] |= places
        return self

    def nearest(self, name: str, path: str) -> Iterator[str] | None:
        """Values of a parameter of this path."""
        places = self.things.get(name, {})
        fitting = [place for place in places if path.startswith(place)]
        return places[max(fitting, key=len)] if fitting else None

    def put_into(self, case: Case) -> None:
        """Ask about them instead, and for nothing that need not be asked for."""
        for name in case.path_parameters:
            values = self.nearest(name, case.path)
            if values is not None:
                case.path_parameters[name] = next(values)
        needed = {one.name for one in case.operation.query if one.is_required}
        case.query = {name: given for name, given in case.query.items() if name in needed}
