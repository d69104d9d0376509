"""Draft, publish, fill and archive topics."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import (
    TopicArchived,
    TopicDrafted,
    TopicPartAdded,
    TopicPublished,
)
from shared.identity import Caller
from shared.pages import PageRequest
from shared.refusals import FieldError
from svc_documents.domain.topics.topics import (
    Part,
    PartKind,
    Topic,
    TopicNotFound,
    TopicState,
    TopicUnsound,
)
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import documents
from svc_documents.storage.topics import topics
from svc_documents.use_cases.office import Office

MOST_PARTS = 200


async def list_topics(
    work: UnitOfWork, kind: str | None, year: int | None, page: PageRequest
) -> tuple[list[Topic], int | None]:
    """Public topics, the newest first, and their number if asked for."""
    after = page.after_of(datetime.fromisoformat, UUID)
    rows = await topics.listed(work, kind, year, after, page.fetch)
    total = await topics.counted(work, kind, year) if page.count else None
    return [topics.topic_of(row) for row in rows], total


async def public_topic(work: UnitOfWork, topic_id: UUID) -> Topic:
    """A topic everybody may see; refused with TopicNotFound."""
    topic = await topics.with_id(work, topic_id)
    if topic is None or topic.state is TopicState.DRAFT:
        raise TopicNotFound
    return topic


async def own_topic(work: UnitOfWork, caller: Caller, topic_id: UUID) -> Topic:
    """A topic of the caller's organ, locked; refused with TopicNotFound."""
    topic = await topics.with_id(work, topic_id, locked=True)
    if topic is None or topic.organ_id != caller.organ:
        raise TopicNotFound
    return topic


async def draft_topic(work: UnitOfWork, topic: Topic) -> Topic:
    """Begin a topic."""
    await topics.add(work, topic)
    event = TopicDrafted(topic_id=topic.topic_id, kind=topic.kind.value, title=topic.title)
    await work.announce(topic.topic_id, event)
    return topic


async def change_topic(
    work: UnitOfWork,
    caller: Caller,
    topic_id: UUID,
    changes: dict[str, Any],
    check_version: Callable[[int], None],
) -> Topic:
    """Change a topic's own words; refused with TopicNotFound, or as `check_version` refuses."""
    topic = await own_topic(work, caller, topic_id)
    check_version(topic.version)
    for name, value in changes.items():
        setattr(topic, name, value)
    await topics.save(work, topic)
    return topic


async def publish_topic(work: UnitOfWork, office: Office, caller: Caller, topic_id: UUID) -> Topic:
    """Show a topic to everybody; refused with TopicNotFound, TopicStateRefuses, TopicUnsound."""
    topic = await own_topic(work, caller, topic_id)
    await _publish(work, office, topic, work.now)
    return topic


async def archive_topic(work: UnitOfWork, caller: Caller, topic_id: UUID) -> Topic:
    """Close a topic; refused with TopicNotFound or TopicStateRefuses."""
    topic = await own_topic(work, caller, topic_id)
    topic.archive()
    await topics.save(work, topic)
    await work.announce(topic_id, TopicArchived(topic_id=topic_id))
    return topic


async def add_part(work: UnitOfWork, caller: Caller, topic_id: UUID, part: Part) -> Topic:
    """Add a part; refused with TopicNotFound, TopicStateRefuses, TopicUnsound."""
    topic = await own_topic(work, caller, topic_id)
    await _refuse_unsound(work, topic, part)
    topic.add(part, today_of(work))
    await topics.put_parts(work, topic)
    await topics.save(work, topic)
    if topic.state is TopicState.PUBLISHED:
        await work.announce(topic_id, _added(topic_id, part))
    return topic


async def remove_part(work: UnitOfWork, caller: Caller, topic_id: UUID, part_id: UUID) -> Topic:
    """Take a part out of a draft.

    Refused with TopicNotFound, TopicPartNotFound or TopicStateRefuses.
    """
    topic = await own_topic(work, caller, topic_id)
    topic.remove(part_id)
    await topics.forget_part(work, part_id)
    await topics.save(work, topic)
    return topic


async def arrange_parts(
    work: UnitOfWork, caller: Caller, topic_id: UUID, order: list[UUID]
) -> Topic:
    """Put the parts in another order; refused with TopicNotFound or TopicUnsound."""
    topic = await own_topic(work, caller, topic_id)
    topic.arrange(order)
    await topics.put_parts(work, topic)
    await topics.save(work, topic)
    return topic


async def load_topics(
    work: UnitOfWork, office: Office, wanted: Iterable[tuple[Topic, datetime]]
) -> int:
    """Enter topics that are not there yet, published at their moments; answers how many."""
    new = 0
    for topic, moment in wanted:
        if await topics.with_id(work, topic.topic_id) is not None:
            continue
        await draft_topic(work, topic)
        await _publish(work, office, topic, moment)
        new += 1
    return new


async def _publish(work: UnitOfWork, office: Office, topic: Topic, moment: datetime) -> None:
    topic.publish(moment)
    await topics.put_parts(work, topic)
    await topics.save(work, topic)
    linked = tuple(one.document_id for one in topic.parts if one.document_id)
    event = TopicPublished(
        topic_id=topic.topic_id, kind=topic.kind.value, title=topic.title, document_ids=linked,
        infographic_due_on=topic.infographic_due_on(await office.calendar(work)),
    )  # fmt: skip
    await work.announce(topic.topic_id, event)


def _added(topic_id: UUID, part: Part) -> TopicPartAdded:
    return TopicPartAdded(
        topic_id=topic_id, part_id=part.part_id, kind=part.kind, title=part.title,
        document_id=part.document_id,
    )  # fmt: skip


async def _refuse_unsound(work: UnitOfWork, topic: Topic, part: Part) -> None:
    errors = []
    if len(topic.parts) >= MOST_PARTS:
        errors.append(FieldError("#", "too_many", f"一个专题最多 {MOST_PARTS} 个部分。"))
    if part.kind is PartKind.VIDEO and not part.url:
        errors.append(FieldError("#/url", "missing", "请填写视频的 https 地址。"))
    if part.kind is PartKind.INFOGRAPHIC and not part.alt:
        errors.append(FieldError("#/alt", "missing", "请用文字说明图解的内容，供读屏软件使用。"))
    if part.kind is PartKind.DOCUMENT and part.document_id is None:
        errors.append(FieldError("#/document_id", "missing", "请选择文件库中的一份文件。"))
    if part.document_id is not None:
        document = await documents.with_id(work, part.document_id)
        if document is None or not document.is_public:
            errors.append(FieldError("#/document_id", "unknown", "文件库中没有这份文件。"))
    if errors:
        raise TopicUnsound(errors=errors)
