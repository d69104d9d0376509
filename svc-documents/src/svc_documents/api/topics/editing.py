"""Routes with which editors make topics."""

from typing import Annotated
from uuid import UUID

from fastapi import UploadFile

from shared.edge import Work, edge_router
from shared.ids import new_id
from shared.photo_metadata import PhotoUnreadable
from shared.problems import documented
from shared.reading import IfMatch
from shared.refusals import PreconditionMissing, Stale
from shared.uploads import FileTooLarge, FileTypeRefused
from svc_documents.api.tools import Editor, Tools
from svc_documents.api.topics.topic_views import (
    OrderRequest,
    PartRequest,
    TopicChangeRequest,
    TopicRequest,
    TopicView,
    topic_view,
)
from svc_documents.api.uploading import chunks
from svc_documents.domain.topics.topics import (
    Part,
    Topic,
    TopicNotFound,
    TopicPartNotFound,
    TopicStateRefuses,
    TopicUnsound,
)
from svc_documents.storage import directory
from svc_documents.storage.days import today_of
from svc_documents.use_cases.topics import pictures, topics

router = edge_router("topics", prefix="/api/v1/topics")
CREATED = 201
TURNED_DOWN = (TopicNotFound, TopicStateRefuses, TopicUnsound)


@router.post("", status_code=CREATED)
async def draft_topic(work: Work, tools: Tools, caller: Editor, body: TopicRequest) -> TopicView:
    """Begin a topic of your organ."""
    organ = await directory.organ(work, caller.organ)
    topic = Topic(
        topic_id=new_id(), organ_id=caller.organ, organ_name=organ.name if organ else "",
        region_code=caller.region_code, **body.model_dump(),
    )  # fmt: skip
    return await _shown(work, tools, await topics.draft_topic(work, topic))


@router.patch("/{topic_id}", responses=documented(TopicNotFound, Stale, PreconditionMissing))
async def change_topic(
    work: Work, tools: Tools, caller: Editor, topic_id: UUID, body: TopicChangeRequest,
    if_match: IfMatch,
) -> TopicView:  # fmt: skip
    """Change the topic's own words; its version is its ETag."""
    changes = {name: value for name, value in body.model_dump().items() if value is not None}
    done = await topics.change_topic(work, caller, topic_id, changes, if_match)
    return await _shown(work, tools, done)


@router.post("/{topic_id}/publish", responses=documented(*TURNED_DOWN))
async def publish_topic(work: Work, tools: Tools, caller: Editor, topic_id: UUID) -> TopicView:
    """Show a topic to everybody."""
    return await _shown(work, tools, await topics.publish_topic(work, tools, caller, topic_id))


@router.post("/{topic_id}/archive", responses=documented(TopicNotFound, TopicStateRefuses))
async def archive_topic(work: Work, tools: Tools, caller: Editor, topic_id: UUID) -> TopicView:
    """Close a topic; it stays readable."""
    return await _shown(work, tools, await topics.archive_topic(work, caller, topic_id))


@router.post("/{topic_id}/parts", status_code=CREATED, responses=documented(*TURNED_DOWN))
async def add_topic_part(
    work: Work, tools: Tools, caller: Editor, topic_id: UUID, body: PartRequest
) -> TopicView:
    """Add a part; in a published topic everybody sees it at once."""
    part = Part(part_id=new_id(), **body.model_dump())
    return await _shown(work, tools, await topics.add_part(work, caller, topic_id, part))


@router.delete(
    "/{topic_id}/parts/{part_id}",
    responses=documented(TopicNotFound, TopicStateRefuses, TopicPartNotFound),
)
async def remove_topic_part(
    work: Work, tools: Tools, caller: Editor, topic_id: UUID, part_id: UUID
) -> TopicView:
    """Take a part out of a draft; what was public stays."""
    return await _shown(work, tools, await topics.remove_part(work, caller, topic_id, part_id))


@router.post("/{topic_id}/arrange", responses=documented(TopicNotFound, TopicUnsound))
async def arrange_topic_parts(
    work: Work, tools: Tools, caller: Editor, topic_id: UUID, body: OrderRequest
) -> TopicView:
    """Put the parts in another order; every part is named once."""
    done = await topics.arrange_parts(work, caller, topic_id, body.part_ids)
    return await _shown(work, tools, done)


@router.post(
    "/{topic_id}/parts/{part_id}/picture",
    responses=documented(
        TopicNotFound,
        TopicStateRefuses,
        TopicPartNotFound,
        FileTooLarge,
        FileTypeRefused,
        PhotoUnreadable,
    ),
)
async def give_topic_picture(
    work: Work,
    tools: Tools,
    caller: Editor,
    topic_id: UUID,
    part_id: UUID,
    file: Annotated[UploadFile, "PNG 或 JPEG"],
) -> TopicView:
    """Give an infographic its picture (PNG or JPEG)."""
    name = file.filename or "图解"
    done = await pictures.give_picture(work, tools, caller, topic_id, part_id, chunks(file), name)
    return await _shown(work, tools, done)


async def _shown(work: Work, tools: Tools, topic: Topic) -> TopicView:
    calendar = await tools.calendar(work)
    light = topic.infographic_light(today_of(work), calendar)
    return topic_view(topic, topic.infographic_due_on(calendar), light)
