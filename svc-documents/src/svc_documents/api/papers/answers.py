"""A document answered as a page, a PDF or Markdown."""

import asyncio

from fastapi import Response

from shared.downloads import download_headers
from svc_documents.api.papers.forms import MEDIA_TYPES, Form
from svc_documents.api.papers.html_pages import POLICY, html_page
from svc_documents.api.papers.markdown_pages import markdown_page
from svc_documents.api.papers.pdf_pages import pdf_page
from svc_documents.domain.texts.papers import Paper

SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": POLICY}
SUFFIXES = {Form.HTML: "html", Form.PDF: "pdf", Form.MARKDOWN: "md"}


async def answer_of(paper: Paper, form: Form, marks: Response) -> Response:
    """The answer in a form, with the headers its route has marked."""
    content = await asyncio.to_thread(_content, paper, form)
    answer = Response(content, media_type=MEDIA_TYPES[form], headers=SAFE)
    name = f"{paper.title}.{SUFFIXES[form]}"
    named = download_headers(name)["Content-Disposition"]
    answer.headers["Content-Disposition"] = named.replace("attachment", "inline", 1)
    answer.headers["Cache-Control"] = marks.headers["Cache-Control"]
    answer.headers["Vary"] = "Accept"
    return answer


def _content(paper: Paper, form: Form) -> bytes | str:
    if form is Form.PDF:
        return pdf_page(paper)
    return html_page(paper) if form is Form.HTML else markdown_page(paper)
