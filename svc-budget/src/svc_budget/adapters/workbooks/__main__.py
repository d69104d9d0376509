"""The processes that read workbooks: one file in, its sheets or the reason against it out."""

from pathlib import Path
from typing import Any, Final

from shared.confined import Allowance, serve
from shared.file_types import HTML
from shared.refusals import Refusal
from svc_budget.adapters.workbooks import html, spreadsheets
from svc_budget.adapters.workbooks.kinds import kind_of

SECONDS: Final = 8


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The sheets of a file, or the reason against it."""
    path = Path(asked["path"])
    try:
        reader = html if kind_of(path) is HTML else spreadsheets
        return {"sheets": reader.read(path)}
    except Refusal as reason:
        return {"refused": type(reason).__name__}


if __name__ == "__main__":
    serve(answer, Allowance(SECONDS))
