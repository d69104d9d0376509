"""Tags: the reasons offered with each level."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_feedback.domain.levels import BEST_FIRST, Level
from svc_feedback.domain.tags import TagSet, TagsNotLoaded
from svc_feedback.use_cases import tags
from svc_feedback.use_cases.tags import TagVersionNotFound

router = edge_router("reviews", prefix="/api/v1/reviews")


class TagView(BaseModel):
    """One reason a person may choose."""

    code: int = Field(examples=[510])
    text: str = Field(examples=["一窗受理一次办结"])


class OfferedTagView(TagView):
    """The same where it is offered; the fixed ones are shown first everywhere."""

    fixed: bool


class LevelView(BaseModel):
    """A level with the reasons offered for it; none is chosen beforehand."""

    level: int = Field(ge=1, le=5, examples=[5])
    title: str = Field(examples=["非常满意"])
    bad: bool
    tags: list[OfferedTagView]


class TagSetView(BaseModel):
    """All levels of one version of the tags, the best first."""

    version: int
    levels: list[LevelView]


@router.get(
    "/tags",
    dependencies=[Fields, publicly(300)],
    responses=documented(TagVersionNotFound, TagsNotLoaded),
)
async def show_tags(
    work: Work,
    _: AnyCaller,
    version: Annotated[int | None, Query(ge=1, le=32767, description="默认为当前版本")] = None,
) -> TagSetView:
    """The tags offered with each level, now or in an earlier version."""
    found = await tags.show_tags(work, version)
    return TagSetView(version=found.version, levels=levels_of(found))


def levels_of(tag_set: TagSet) -> list[LevelView]:
    """The levels a person chooses from."""
    return [_level(tag_set, level) for level in BEST_FIRST]


def _level(tag_set: TagSet, level: Level) -> LevelView:
    offered = [
        OfferedTagView(code=tag.code, text=tag.text, fixed=tag.fixed)
        for tag in tag_set.of_level(level)
    ]
    return LevelView(level=level, title=level.title, bad=level.is_bad, tags=offered)
