"""Reading refusals: whole problem documents, in Chinese."""

import re
from typing import Any

import httpx2
from approvals_building import Approvals

KEPT = (
    "kase", "node", "signer", "material", "case_form", "supplement", "special_procedure", "remark",
    "pause", "timer", "journal", "outbox", "answered_request",
)  # fmt: skip


def problem_of(answer: httpx2.Response, status: int, slug: str) -> dict[str, Any]:
    """The problem document of a refusal, which must be whole and in Chinese."""
    assert answer.status_code == status, (answer.status_code, answer.text)
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["type"] == f"https://yangguang.example/problems/{slug}"
    assert problem["status"] == status
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert problem["instance"] == answer.request.url.path
    for text in (problem["title"], problem["detail"], *(e["message"] for e in problem["errors"])):
        assert re.search("[\u4e00-\u9fff]", text), text
    return problem


async def what_is_kept(approvals: Approvals) -> dict[str, Any]:
    """Everything in the tables a command may write, in a form that can be compared."""
    return {
        table: sorted(
            str(dict(row)) for row in await approvals.pool.fetch(f"SELECT * FROM {table}")
        )
        for table in KEPT
    }
