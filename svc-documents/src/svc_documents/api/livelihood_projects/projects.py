"""Routes of livelihood projects."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response, UploadFile

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.ids import new_id
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.photo_metadata import PhotoUnreadable
from shared.problems import documented
from shared.reading import Fields, publicly
from shared.uploads import FileTooLarge, FileTypeRefused
from svc_documents.api.livelihood_projects.views import (
    LivelihoodProjectRequest,
    LivelihoodProjectView,
    LivelihoodProjectWholeView,
    ProgressRequest,
    members_of,
    project_view,
)
from svc_documents.api.tools import Editor, Tools
from svc_documents.api.uploading import chunks
from svc_documents.domain.livelihood_projects.projects import (
    LivelihoodProjectNotFound,
    Milestone,
    MilestoneNotFound,
    MilestoneReached,
    MilestonesOpen,
    ProgressReportNotFound,
    Project,
    ProjectDone,
    ProjectUnsound,
)
from svc_documents.storage import directory
from svc_documents.storage.days import today_of
from svc_documents.storage.livelihood_projects import projects as rows_of
from svc_documents.use_cases.livelihood_projects import projects

router = edge_router("livelihood_projects", prefix="/api/v1/livelihood-projects")
CREATED = 201


@router.get("", dependencies=[publicly(60), Fields], responses=documented(CursorInvalid))
async def list_livelihood_projects(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    year: Annotated[int | None, Query(ge=2000, le=2200)] = None,
    region: Annotated[str | None, Query(max_length=12)] = None,
    *,
    late: Annotated[bool | None, Query(description="有节点到期未完成")] = None,
) -> Page[LivelihoodProjectView]:
    """Projects, the newest year first; late ones are marked."""
    today = today_of(work)
    wanted = (year, region, late, today)
    found = await rows_of.listed(work, wanted, page.after_of(int, UUID), page.fetch)
    total = await rows_of.counted(work, wanted) if page.count else None
    listed = page_of([members_of(one, today) for one in found], page, ("year", "project_id"), total)
    link_next(request, response, listed)
    return Page[LivelihoodProjectView].model_validate(listed)


@router.get(
    "/{project_id}",
    dependencies=[publicly(60), Fields],
    responses=documented(LivelihoodProjectNotFound),
)
async def get_livelihood_project(
    work: Work, _: AnyCaller, project_id: UUID
) -> LivelihoodProjectWholeView:
    """One project with its milestones, reports and what people think of it."""
    project = await projects.public_project(work, project_id)
    number, mean = await rows_of.judged(work, project_id)
    path = f"/api/v1/livelihood-projects/{project_id}/reports"
    reports = [
        dict(row) | {"photo": f"{path}/{row['report_id']}/photo" if row["photo"] else None}
        for row in await rows_of.reports(work, project_id)
    ]
    more = {
        "reports": reports, "review_count": number, "mean_level": mean,
        "reviews": f"/api/v1/reviews?matter={project_id}",
        "improvements": f"/api/v1/bad-reviews/improvements?matter={project_id}",
        "ask_to_review": f"/api/v1/reviews/projects/{project_id}" if project.is_done else None,
    }  # fmt: skip
    return LivelihoodProjectWholeView.model_validate(members_of(project, today_of(work)) | more)


@router.get(
    "/{project_id}/reports/{report_id}/photo",
    response_class=Response,
    responses=documented(ProgressReportNotFound),
)
async def download_progress_photo(
    work: Work, tools: Tools, _: AnyCaller, project_id: UUID, report_id: UUID
) -> Response:
    """The photo of a report."""
    row = await projects.public_photo(work, project_id, report_id)
    return await download(tools.files, row["photo"], row["photo_name"], row["photo_type"])


@router.post("", status_code=CREATED, responses=documented(ProjectUnsound))
async def list_livelihood_project(
    work: Work, caller: Editor, body: LivelihoodProjectRequest
) -> LivelihoodProjectView:
    """Put a project of your organ on its year's list."""
    organ = await directory.organ(work, caller.organ)
    milestones = [
        Milestone(milestone_id=new_id(), position=n, **one.model_dump())
        for n, one in enumerate(body.milestones, 1)
    ]
    project = Project(
        project_id=new_id(), year=body.year, title=body.title, goal=body.goal,
        organ_id=caller.organ, organ_name=organ.name if organ else "",
        region_code=caller.region_code, listed_at=work.now, milestones=milestones,
    )  # fmt: skip
    return project_view(await projects.list_project(work, project), today_of(work))


@router.post(
    "/{project_id}/milestones/{milestone_id}/reach",
    responses=documented(
        LivelihoodProjectNotFound, MilestoneNotFound, MilestoneReached, ProjectDone
    ),
)
async def reach_milestone(
    work: Work, caller: Editor, project_id: UUID, milestone_id: UUID
) -> LivelihoodProjectView:
    """Note that a milestone is reached today."""
    done = await projects.reach_milestone(work, caller, project_id, milestone_id)
    return project_view(done, today_of(work))


@router.post(
    "/{project_id}/reports",
    status_code=CREATED,
    responses=documented(LivelihoodProjectNotFound, ProjectDone),
)
async def report_progress(
    work: Work, caller: Editor, project_id: UUID, body: ProgressRequest
) -> LivelihoodProjectWholeView:
    """Tell how far a project has come."""
    await projects.report_progress(work, caller, project_id, body.progress, body.text)
    return await get_livelihood_project(work, caller, project_id)


@router.post(
    "/{project_id}/reports/{report_id}/photo",
    responses=documented(
        LivelihoodProjectNotFound,
        ProgressReportNotFound,
        FileTooLarge,
        FileTypeRefused,
        PhotoUnreadable,
    ),
)
async def give_progress_photo(
    work: Work,
    tools: Tools,
    caller: Editor,
    project_id: UUID,
    report_id: UUID,
    file: UploadFile,
    alt: Annotated[str, Query(min_length=1, max_length=500, description="照片内容的文字说明")],
) -> LivelihoodProjectWholeView:
    """Give a report its photo (PNG or JPEG)."""
    name = file.filename or "照片"
    await projects.give_photo(work, tools, caller, project_id, report_id, chunks(file), name, alt)
    return await get_livelihood_project(work, caller, project_id)


@router.post(
    "/{project_id}/finish",
    responses=documented(LivelihoodProjectNotFound, MilestonesOpen, ProjectDone),
)
async def finish_livelihood_project(
    work: Work, caller: Editor, project_id: UUID
) -> LivelihoodProjectView:
    """It is done, every milestone reached; people may review it."""
    done = await projects.finish_project(work, caller, project_id)
    return project_view(done, today_of(work))
