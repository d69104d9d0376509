"""Reading refusals: whole problem documents, in Chinese."""

import re
from typing import Any

import httpx2


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
