"""The declared events, and who reacts to which."""

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType

import shared.events
from shared.events import Event, declared_events
from yangguang_local.house import YANGGUANG


def declarations() -> list[type[Event]]:
    """Every event of every owner, in order of subject."""
    for module in pkgutil.iter_modules(shared.events.__path__, "shared.events."):
        importlib.import_module(module.name)
    return declared_events()


def listeners() -> Mapping[str, Sequence[str]]:
    """Subject -> the members of the house that react to it."""
    found: dict[str, list[str]] = defaultdict(list)
    for member in YANGGUANG.everyone:
        for event in _reacted_to(importlib.import_module(f"{member.module}.events.reactions")):
            found[event.subject].append(member.name)
    return found


def _reacted_to(reactions: ModuleType) -> Iterator[type[Event]]:
    """The events a module of reactions imports: it imports what it reacts to, and nothing else."""
    for thing in vars(reactions).values():
        if isinstance(thing, type) and issubclass(thing, Event) and "subject" in vars(thing):
            yield thing
