"""What to mark in the uploader's own workbook: cells with a colour and what is said of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from svc_budget.domain.money.money import in_yuan
from svc_budget.domain.reconciliation.rules import Severity

LONGEST = 2_000  # characters of a comment: spreadsheets show no more in comfort


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: red where it is part of an error, orange of a warning only."""

    sheet: str
    address: str
    severity: str
    text: str


def marks_of(issues: Iterable[Mapping[str, Any]]) -> list[Mark]:
    """The cells of the workbook that issues speak of, each once, as the issues were kept."""
    said: dict[tuple[str, str], list[str]] = {}
    worst: dict[tuple[str, str], str] = {}
    for issue in issues:
        text = _text(issue)
        for cell in _own_cells(issue["sides"]):
            said.setdefault(cell, []).append(text)
            if worst.get(cell) != Severity.ERROR:
                worst[cell] = issue["severity"]
    return [Mark(*cell, worst[cell], _within("\n\n".join(texts))) for cell, texts in said.items()]


def _own_cells(sides: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every cell of the workbook itself on either side, each once."""
    cells = [*sides["left"], *sides["right"], *([sides["suspect"]] if sides["suspect"] else [])]
    found = [(one["sheet"], one["address"]) for one in cells if not one["book"]]
    return list(dict.fromkeys(found))


def _text(issue: Mapping[str, Any]) -> str:
    sides = issue["sides"]
    kind = "错误" if issue["severity"] == Severity.ERROR else "提示"
    lines = [f"【{kind} {issue['rule']}】{issue['message']}"]
    lines += [f"左边 {_cell(one)}" for one in sides["left"]]
    lines += [f"右边 {_cell(one)}" for one in sides["right"]]
    if issue["difference"] is not None:
        lines.append(f"相差 {in_yuan(issue['difference'])} 元")
    if issue["hint"]:
        lines.append(f"建议：{issue['hint']}")
    return "\n".join(lines)


def _cell(one: Mapping[str, Any]) -> str:
    place = f"{one['book']} {one['sheet']}!{one['address']}".strip()
    amount = "空" if one["amount"] is None else f"{in_yuan(one['amount'])} 元"
    return f"{place} {one['label']}（{one['column']}）：{amount}"


def _within(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
