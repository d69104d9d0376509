"""The directory (事项目录): a tree of up to nine levels with the matters counted below each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str, ...]


@dataclass(slots=True)
class Place:
    """A place in the tree; ``matters`` counts everything at it and below."""

    name: str
    path: Path
    matters: int = 0
    children: list["Place"] = field(default_factory=list)


def tree_of(counts: Mapping[Path, int], root: Path = ()) -> Place:
    """The tree below a path; a matter without a place is counted at the root only."""
    top = Place(root[-1] if root else "", root)
    places = {root: top}
    for path in sorted(counts):
        if path[: len(root)] != root:
            continue
        top.matters += counts[path]
        for depth in range(len(root) + 1, len(path) + 1):
            _place(places, path[:depth]).matters += counts[path]
    return top


def _place(places: dict[Path, Place], path: Path) -> Place:
    if path not in places:
        places[path] = Place(path[-1], path)
        places[path[:-1]].children.append(places[path])
    return places[path]


def path_of(text: str) -> Path:
    """Read a path as it stands in an address: names between slashes."""
    return tuple(part.strip() for part in text.split("/") if part.strip())
