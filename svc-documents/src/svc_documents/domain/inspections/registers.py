"""The registers an inspection is drawn from (两库), frozen when it is announced."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from shared.refusals import FieldError


@dataclass(frozen=True, slots=True)
class InspectionObject:
    """Who may be inspected; `group` is for instance a class of credit risk."""

    object_id: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Inspector:
    """Who may inspect, by the number of the law-enforcement certificate or of the staff."""

    inspector_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """How many of a group are drawn."""

    group: str
    number: int


Conflict = tuple[str, str]  # inspector, object: the one must not inspect the other (回避)


@dataclass(frozen=True, slots=True)
class Registers:
    """Everything the draw depends on but its seed."""

    groups: tuple[Group, ...]
    inspectors_each: int
    objects: tuple[InspectionObject, ...]
    inspectors: tuple[Inspector, ...]
    conflicts: tuple[Conflict, ...]

    def canonical(self) -> bytes:
        """The one spelling of the registers, which the commitment holds fast."""
        told = {
            "groups": [asdict(one) | {"objects": self._named_in(one.group)} for one in self.groups],
            "inspectors": {one.inspector_id: one.name for one in self.inspectors},
            "inspectors_each": self.inspectors_each,
            "conflicts": self.conflicts,
        }
        return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()

    def complaints(self) -> Iterator[FieldError]:
        """Everything because of which no fair draw is possible."""
        yield from _twice("objects", [one.object_id for one in self.objects])
        yield from _twice("inspectors", [one.inspector_id for one in self.inspectors])
        yield from _twice("groups", [one.group for one in self.groups])
        yield from self._groups_too_small()
        yield from self._too_few_inspectors()

    def _named_in(self, group: str) -> dict[str, str]:
        return {one.object_id: one.name for one in self.objects if one.group == group}

    def _groups_too_small(self) -> Iterator[FieldError]:
        sizes = Counter(one.group for one in self.objects)
        for index, one in enumerate(self.groups):
            if one.number > sizes[one.group]:
                message = (
                    f"“{one.group}”组只有 {sizes[one.group]} 个检查对象，抽不出 {one.number} 个。"
                )
                yield FieldError(f"#/groups/{index}/number", "group_too_small", message)

    def _too_few_inspectors(self) -> Iterator[FieldError]:
        everybody = {one.inspector_id for one in self.inspectors}
        barred = Counter(object_id for who, object_id in set(self.conflicts) if who in everybody)
        for index, one in enumerate(self.objects):
            if len(everybody) - barred[one.object_id] < self.inspectors_each:
                message = f"能检查“{one.name}”的人员不足 {self.inspectors_each} 名，请补充名录。"
                yield FieldError(f"#/objects/{index}", "inspectors_too_few", message)


def _twice(where: str, ids: Sequence[str]) -> Iterator[FieldError]:
    for one, times in Counter(ids).items():
        if times > 1:
            yield FieldError(f"#/{where}", "given_twice", f"“{one}”出现了 {times} 次。")
