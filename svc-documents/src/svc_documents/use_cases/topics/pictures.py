"""Pictures of topics: taken in for a part, given out to everybody once it is public."""

from collections.abc import AsyncIterator
from uuid import UUID

from shared.database import UnitOfWork
from shared.file_types import JPEG, PNG
from shared.identity import Caller
from shared.photos import without_metadata
from shared.uploads import received
from svc_documents.domain.topics.topics import (
    Part,
    PartKind,
    Topic,
    TopicNotFound,
    TopicPartNotFound,
    TopicStateRefuses,
)
from svc_documents.storage.topics import topics
from svc_documents.use_cases.office import Office
from svc_documents.use_cases.topics.topics import own_topic, public_topic


async def give_picture(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    topic_id: UUID,
    part_id: UUID,
    chunks: AsyncIterator[bytes],
    name: str,
) -> Topic:
    """Give an infographic its picture, a PNG or JPEG; once it has been public it stays.

    Refused with TopicNotFound, TopicPartNotFound, TopicStateRefuses, or as uploads are.
    """
    topic = await own_topic(work, caller, topic_id)
    part = topic.part(part_id)
    _refuse_second(part)
    async with received(
        chunks, name, quarantine=office.files.quarantine, accepted=(PNG, JPEG),
        scanner=office.scanner,
    ) as upload:  # fmt: skip
        part.file = await office.files.keep(await without_metadata(upload), topic_id)
        part.file_name, part.media_type = upload.name, upload.type.media_type
    await topics.put_parts(work, topic)
    await topics.save(work, topic)
    return topic


def _refuse_second(part: Part) -> None:
    if part.kind is not PartKind.INFOGRAPHIC:
        raise TopicPartNotFound
    if part.file and part.published_on is not None:
        raise TopicStateRefuses("已发布", "已公开的图解不能更换，请另加一个部分")


async def public_picture(work: UnitOfWork, topic_id: UUID, part_id: UUID) -> Part:
    """The part of a public topic that has a picture; refused with TopicPartNotFound."""
    try:
        part = (await public_topic(work, topic_id)).part(part_id)
    except TopicNotFound:
        raise TopicPartNotFound from None
    if not part.file:
        raise TopicPartNotFound
    return part
