"""Where money can be: a region, a unit, a project, a recipient."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from shared.masking import is_identity_number, mask_name, mask_text


class NodeKind(StrEnum):
    """What a node is."""

    REGION = "region"
    UNIT = "unit"
    PROJECT = "project"
    RECIPIENT = "recipient"


NODE_KIND_NAMES = {
    NodeKind.REGION: "地区", NodeKind.UNIT: "单位", NodeKind.PROJECT: "项目",
    NodeKind.RECIPIENT: "补助对象",
}  # fmt: skip
HOLDERS = frozenset({NodeKind.REGION, NodeKind.UNIT})  # they pass money on
ENDS = frozenset({NodeKind.PROJECT, NodeKind.RECIPIENT})  # they are what it is for


class NodeKey(NamedTuple):
    """Which node; `id` is the code of a region, a unit, a project, an enterprise."""

    kind: NodeKind
    id: str

    @property
    def text(self) -> str:
        """As pictures and links name it: region:431202."""
        return f"{self.kind.value}:{self.id}"

    @property
    def is_holder(self) -> bool:
        """Whether it passes money on."""
        return self.kind in HOLDERS


@dataclass(frozen=True, slots=True)
class Node:
    """A node with its name; a person's is masked from the beginning."""

    key: NodeKey
    name: str
    region_code: str = ""
    unit_code: str | None = None  # the budget unit a project is of
    natural_person: bool = False

    def __post_init__(self) -> None:
        shown = mask_text(self.name)
        object.__setattr__(self, "name", mask_name(shown) if self._is_plain_person else shown)

    @property
    def _is_plain_person(self) -> bool:
        return self.natural_person and "*" not in self.name


def names_a_person(key: NodeKey) -> bool:
    """Whether the id of a node is a citizen's number, which is never kept."""
    return is_identity_number(key.id)
