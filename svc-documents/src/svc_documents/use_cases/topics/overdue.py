"""What of topics and interpretations is due or late."""

from typing import Any

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.office_hours import china_time
from svc_documents.domain.topics.topics import due_light, interpretation_due_on
from svc_documents.storage.days import today_of
from svc_documents.storage.topics import interpretations, topics
from svc_documents.use_cases.office import Office


async def due_for(work: UnitOfWork, office: Office, caller: Caller) -> dict[str, list[Any]]:
    """Infographics of meetings and interpretations of documents that are not there yet.

    Supervisors and administrators see their region, others their organ.
    """
    whole = bool(caller.roles & {"supervisor", "admin"})
    organ_id = None if whole else caller.organ
    calendar, today = await office.calendar(work), today_of(work)
    meetings = await topics.meetings_without_infographic(work, caller.region_code, organ_id)
    infographics = [
        {
            "topic_id": one.topic_id, "title": one.title, "organ_name": one.organ_name,
            "due_on": one.infographic_due_on(calendar),
            "light": one.infographic_light(today, calendar),
        }
        for one in meetings
        if one.infographic_due_on(calendar) is not None
    ]  # fmt: skip
    missing = []
    for row in await interpretations.missing(work, caller.region_code, organ_id):
        day = china_time(row["published_at"]).date()
        if day < calendar.first:
            continue  # nobody knows the working days of then
        due = interpretation_due_on(day, calendar)
        missing.append(dict(row) | {"due_on": due, "light": due_light(due, None, today)})
    return {"infographics": infographics, "interpretations": missing}
