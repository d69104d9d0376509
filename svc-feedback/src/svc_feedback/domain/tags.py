"""Tags: the short reasons offered with a level. A set is versioned; old codes stay readable."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.refusals import FieldError, Invalid, Unavailable
from svc_feedback.domain.levels import BEST_FIRST, Level

FIXED_PER_LEVEL = 3


@dataclass(eq=False)
class TagNotOfLevel(Invalid):
    """有标签不属于所选的满意度等级。"""


class TagsNotLoaded(Unavailable):
    """评价标签尚未就绪。"""


class TagFileUnusable(ValueError):
    """The file of tags cannot be read as a tag set; the message says where."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One reason; the first digit of its code is its level."""

    code: int
    text: str
    fixed: bool

    @property
    def level(self) -> Level:
        """The one level it may be chosen with."""
        return Level(self.code // 100)


@dataclass(frozen=True, slots=True)
class TagSet:
    """The tags offered at one time."""

    version: int
    tags: tuple[Tag, ...]

    def of_level(self, level: Level) -> tuple[Tag, ...]:
        """The tags a level offers, in their order."""
        return tuple(tag for tag in self.tags if tag.level is level)

    def chosen(self, level: Level, codes: Sequence[int]) -> tuple[int, ...]:
        """The chosen codes, each once; refused with TagNotOfLevel naming those of other levels."""
        offered = {tag.code for tag in self.of_level(level)}
        errors = [
            FieldError(f"#/tags/{i}", "tag_not_of_level", f"标签 {code} 不属于“{level.title}”。")
            for i, code in enumerate(codes)
            if code not in offered
        ]
        if errors:
            raise TagNotOfLevel(errors=errors)
        return tuple(dict.fromkeys(codes))


def read_tag_set(document: Mapping[str, Any]) -> TagSet:
    """The tag set of a file; raises TagFileUnusable."""
    try:
        levels = {Level(number): texts for number, texts in document["levels"].items()}
        tags = tuple(tag for level in BEST_FIRST for tag in _tags_of(level, levels[level].items()))
        return TagSet(int(document["version"]), tags)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise TagFileUnusable(repr(fault)) from fault


def _tags_of(level: Level, texts: Iterable[tuple[int, str]]) -> Iterable[Tag]:
    for i, (code, text) in enumerate(texts):
        tag = Tag(int(code), text, fixed=i < FIXED_PER_LEVEL)
        if tag.level is not level:
            raise TagFileUnusable(f"{code} stands under level {int(level)}")
        yield tag
