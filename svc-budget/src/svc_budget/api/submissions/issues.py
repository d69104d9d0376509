"""Routes of what the rules found: as JSON, as a page, as the uploader's own workbook."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request, Response

from shared.downloads import download_headers
from shared.edge import Work, edge_router
from shared.file_store import FileGone
from shared.file_types import XLSX
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_budget.api.submissions.asked import Asked
from svc_budget.api.submissions.finding_views import IssueView, issue_view
from svc_budget.api.submissions.issue_pages import POLICY, issues_page
from svc_budget.api.submissions.submission_views import whole_view
from svc_budget.domain.submissions.states import SubmissionNotFound
from svc_budget.domain.workbooks.files import WorkbookReaderAway, WorkbookTooComplex
from svc_budget.storage.submissions import findings
from svc_budget.use_cases.submissions.annotating import annotate_submission
from svc_budget.use_cases.submissions.whose import readable

router = edge_router("submissions", prefix="/api/v1/budget/submissions")
HTML = "text/html"
Form = Literal["json", "html"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Only:
    """Which issues."""

    severity: Annotated[Severity | None, Query()] = None
    rule: Annotated[str | None, Query(max_length=20, examples=["F08"])] = None


@router.get(
    "/{submission_id}/issues",
    response_model=Page[IssueView],
    dependencies=[Fields],
    responses={
        200: {"content": {HTML: {"schema": {"type": "string"}}}},
        **documented(SubmissionNotFound),
    },
)
async def list_submission_issues(
    work: Work,
    request: Request,
    response: Response,
    page: Paging,
    asked: Annotated[Asked, Depends()],
    only: Annotated[Only, Depends()],
    form: Annotated[Form | None, Query(alias="format", description="形式；默认按 Accept")] = None,
) -> Any:
    """Every place where a rule does not hold; as a page by Accept or ``format=html``."""
    own = await readable(work, asked.caller, asked.submission_id)
    version, wanted = asked.submission_id, (only.severity, only.rule)
    (after,) = page.after_of(int)
    rows = await findings.issues(work, version, wanted, after, page.fetch)
    total = await findings.counted(work, version, wanted) if page.count else None
    shown = [issue_view(row).model_dump() for row in rows]
    listed = page_of(shown, page, ("number",), total)
    link_next(request, response, listed)
    response.headers["Vary"] = "Accept"
    if (form or _preferred(request)) == "json":
        return listed
    whole = whole_view(own.submission, own.unit, asked.tools.templates)
    text = issues_page(whole, [IssueView(**one) for one in listed["items"]], _next(request, listed))
    headers = {"Content-Security-Policy": POLICY, "Vary": "Accept"}
    return Response(text, media_type=f"{HTML}; charset=utf-8", headers=headers)


def _preferred(request: Request) -> Form:
    accept = request.headers.get("accept", "")
    return "html" if HTML in accept and "application/json" not in accept else "json"


def _next(request: Request, listed: dict[str, Any]) -> str | None:
    if not listed["next_cursor"]:
        return None
    url = request.url.include_query_params(cursor=listed["next_cursor"], format="html")
    return f"?{url.query}"


@router.get(
    "/{submission_id}/annotated",
    response_class=Response,
    responses={
        200: {"content": {XLSX.media_type: {}}, "description": "The workbook, always .xlsx"},
        **documented(SubmissionNotFound, FileGone, WorkbookTooComplex, WorkbookReaderAway),
    },
)
async def download_annotated_submission(work: Work, asked: Annotated[Asked, Depends()]) -> Response:
    """Your own workbook with what was found in it: red errors, orange warnings, comments."""
    name, content = await annotate_submission(work, asked.tools, asked.caller, asked.submission_id)
    return Response(content, media_type=XLSX.media_type, headers=download_headers(name))
