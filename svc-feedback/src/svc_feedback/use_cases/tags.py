"""Load and show the tags offered with each level."""

from shared.database import UnitOfWork
from shared.refusals import NotFound
from svc_feedback.domain.tags import TagSet, TagsNotLoaded
from svc_feedback.storage import tags


class TagVersionNotFound(NotFound):
    """没有这个版本的评价标签。"""


async def load_tags(work: UnitOfWork, tag_set: TagSet) -> None:
    """Keep a version of the tags; safe to repeat."""
    await tags.add(work, tag_set)


async def current_tags(work: UnitOfWork) -> TagSet:
    """The tags offered now. Refused with TagsNotLoaded."""
    newest = await tags.of_version(work, None)
    if newest is None:
        raise TagsNotLoaded
    return newest


async def show_tags(work: UnitOfWork, version: int | None) -> TagSet:
    """The tags of a version, or those offered now.

    Refused with TagVersionNotFound or TagsNotLoaded.
    """
    if version is None:
        return await current_tags(work)
    found = await tags.of_version(work, version)
    if found is None:
        raise TagVersionNotFound
    return found
