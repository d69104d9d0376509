"""A list of powers from its template: kinds of powers times organs and their laws."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from svc_approvals.domain.power_items.power_items import Law, PowerItem, Responsibility


def power_items_of(template: Mapping[str, Any]) -> list[PowerItem]:
    """Every item, numbered by kind and organ; the same template gives the same list."""
    numbers: Counter[tuple[str, str]] = Counter()
    items = []
    for group, kind, subject in _subjects(template):
        place = (kind, group["organ"])
        numbers[place] += 1
        items.append(_item(template, group, kind, subject, numbers[place]))
    return items


def _subjects(
    template: Mapping[str, Any],
) -> Iterator[tuple[Mapping[str, Any], Any, Mapping[str, str]]]:
    for group in template["groups"]:
        for kind in template["kinds"]:
            for subject in group.get(kind, ()):
                yield group, kind, subject if isinstance(subject, Mapping) else {"it": subject}


def _item(
    template: Mapping[str, Any],
    group: Mapping[str, Any],
    kind: Any,
    subject: Mapping[str, str],
    number: int,
) -> PowerItem:
    rules = template["kinds"][kind]
    return PowerItem(
        code=f"{rules['prefix']}-{group['organ'].upper()}-{number:03}",
        name=rules["name"].format_map(subject),
        kind=kind,
        organ=group["organ"],
        basis=(Law(subject.get("law", group["law"])), Law(**rules["law"])),
        responsibilities=tuple(
            Responsibility(name, text) for name, text in rules["responsibilities"].items()
        ),
        limits=rules["limits"],
        supervise_phone=template["supervise_phone"],
        matter=subject.get("matter", ""),
    )
