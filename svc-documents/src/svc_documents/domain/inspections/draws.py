"""The draw: from a secret told as a hash before, and a public number that comes after.

Neither side steers it. The organ cannot: the secret is made by the system and shown to nobody
before the draw, and the public number is not known when the registers are frozen. Whoever draws
the public number cannot: they do not know the secret. docs/inspections.md tells how to redo it.
"""

import hashlib
import hmac
from dataclasses import dataclass

from svc_documents.domain.inspections.registers import Registers

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Drawn:
    """An object, and who inspects it."""

    object_id: str
    inspectors: tuple[str, ...]


def commitment(secret: bytes, registers: Registers) -> str:
    """What is told before: it holds the secret and the registers fast and gives neither away."""
    return hashlib.sha256(secret + registers.canonical()).hexdigest()


def seed_of(secret: bytes, public_value: str) -> bytes:
    """What everything is drawn by."""
    return hashlib.sha256(secret + public_value.encode()).digest()


def draw(seed: bytes, registers: Registers) -> list[Drawn]:
    """Objects group by group, then for each its inspectors, those with the least to do first."""
    conflicts, load, drawn = set(registers.conflicts), dict[str, int](), list[Drawn]()
    everybody = [one.inspector_id for one in registers.inspectors]
    for object_id in _objects(seed, registers):
        free = [one for one in everybody if (one, object_id) not in conflicts]
        free.sort(key=lambda who: (load.get(who, 0), rank(seed, "inspector", object_id, who)))
        chosen = tuple(free[: registers.inspectors_each])
        load.update({who: load.get(who, 0) + 1 for who in chosen})
        drawn.append(Drawn(object_id, chosen))
    return drawn


def rank(seed: bytes, *words: str) -> str:
    """Where something stands in the shuffled order."""
    return hmac.new(seed, "|".join(words).encode(), "sha256").hexdigest()


def _objects(seed: bytes, registers: Registers) -> list[str]:
    drawn = []
    for group in registers.groups:
        ids = [one.object_id for one in registers.objects if one.group == group.group]
        drawn += sorted(ids, key=lambda one: rank(seed, "object", one))[: group.number]
    return drawn
