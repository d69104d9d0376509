"""Load a year's list by the verbs everybody uses."""

from collections.abc import Mapping
from typing import Any

from shared.database import UnitOfWork
from shared.events.documents import LivelihoodProgressReported
from shared.ids import new_id
from svc_documents.domain.columns.directories import Organ
from svc_documents.domain.livelihood_projects import lists
from svc_documents.domain.livelihood_projects.projects import Project
from svc_documents.storage.days import today_of
from svc_documents.storage.livelihood_projects import calls, projects
from svc_documents.use_cases.livelihood_projects.calls import open_call
from svc_documents.use_cases.livelihood_projects.projects import done_event, list_project


async def load_list(work: UnitOfWork, said: Mapping[str, Any], organs: Mapping[str, Organ]) -> int:
    """Enter the projects and the call that are not there yet; answers how many projects."""
    new = 0
    for one in said["projects"]:
        project = lists.project_of(one, said["year"], organs[one["organ"]], work.now)
        if await projects.with_id(work, project.project_id) is not None:
            continue
        await list_project(work, project)
        await _go_on(work, project, one)
        new += 1
    call = lists.call_of(said["call"], organs[said["call"]["organ"]])
    if await calls.call(work, call.call_id) is None:
        await open_call(work, call)
    return new


async def _go_on(work: UnitOfWork, project: Project, said: Mapping[str, Any]) -> None:
    for one in said["reports"]:
        project.report(one["progress"])
        report_id = new_id()
        await projects.add_report(work, project, report_id, one["text"], work.now)
        event = LivelihoodProgressReported(
            project_id=project.project_id, report_id=report_id, progress=project.progress
        )
        await work.announce(project.project_id, event)
    if said.get("done"):
        project.finish(today_of(work))
        await work.announce(project.project_id, done_event(project, today_of(work)))
    await projects.save(work, project)
