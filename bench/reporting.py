"""Writes the results: JSON for machines, a table for people, one line a figure for history."""

import csv
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from figures import Figure

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "benchmarks"
COLUMNS = ("taken_at", "commit", "busy", "key", "median", "unit", "other", "ratio", "passed")
WHOLE_TIMES = 2  # from here on a ratio is easier to read as so many times
# Shown as long as no figure of the same name is stored; what is measured elsewhere says where.
BARS = {
    "gateway, cached public read": (
        ">= 60 % of a bare ASGI app, 5x the uncached route",
        "not measured yet",
    ),
    "dashboards over 10,000,000 reviews": ("<= 50 ms", "held by `make scale`"),
}


def write(figures: Sequence[Figure], machine: Mapping[str, Any]) -> None:
    """Replace the results of these figures, keep those of others, add to the history."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    results = FOLDER / "results.json"
    known = json.loads(results.read_text()) if results.exists() else {"figures": {}}
    for figure in figures:
        known["figures"][figure.key] = figure.as_document() | {"machine": dict(machine)}
    results.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    table = _table(known["figures"].values(), machine)
    (FOLDER / "results.md").write_text(table, encoding="utf-8")
    _remember(figures, machine)


def _remember(figures: Sequence[Figure], machine: Mapping[str, Any]) -> None:
    path = FOLDER / "history.csv"
    fresh = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        if fresh:
            writer.writerow(COLUMNS)
        for one in figures:
            writer.writerow([
                machine["taken_at"], machine["commit"], machine["busy_before"], one.key,
                _short(one.value), one.unit, _short(one.other), _short(one.ratio), one.passed,
            ])  # fmt: skip


def _table(documents: Any, machine: Mapping[str, Any]) -> str:
    rows = "\n".join(_row(one) for one in documents)
    missing = "\n".join(_without_figure({one["what"] for one in documents}))
    notes = "\n".join(
        f"- **{one['what']}**: {one['notes']}" for one in documents if one.get("notes")
    )
    return f"""# Figures

Written by `make bench`; every figure is the median of paired runs, the ratio the median of the
pairs' ratios. What changed and why stands in [history.md](history.md).

| what | ours | beside | ratio | bar | | others used |
|---|---|---|---|---|---|---|
{rows}
{missing}

{notes}

Machine of the last run: {machine["processor"]}, {machine["cores"]} cores,
{machine["memory_gib"]} GiB, {machine["system"]}, Python {machine["python"]},
PostgreSQL {machine["postgresql"]}, NATS {machine["nats"]}, load tool {machine["load_tool"]}.
*Others used* is the share of the processors that was busy before our part began. Above a few
percent the absolute numbers are too low. A rate over HTTP is *inconclusive* when the measured
process had less than 80 % of a core: then PostgreSQL or the neighbours held both sides down. The
same job is when others used more than 20 % of the processors.
"""


def _without_figure(measured: Collection[str]) -> list[str]:
    """A row for every bar that none of what was measured answers."""
    return [
        f"| {what} | | | | {bar} | {where} | |"
        for what, (bar, where) in BARS.items()
        if what not in measured
    ]


def _row(one: Mapping[str, Any]) -> str:
    spread = f"{_short(min(one['ours']))}–{_short(max(one['ours']))}"
    beside = f"{_short(one['other'])} {one['against']}" if one["other"] else ""
    share = _share(one["ratio"])
    verdict = {True: "passed", False: "**missed**", None: ""}[one["passed"]]
    verdict = verdict if one["conclusive"] else "inconclusive"
    busy = one["machine"]["busy_before"]
    ours = f"{_short(one['median'])} {one['unit']} ({spread})"
    return (
        f"| {one['what']} | {ours} | {beside} | {share} | {one['bar']} | {verdict} | {busy:.0%} |"
    )


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"  # noqa: PLR2004 - three digits


def _share(ratio: float | None) -> str:
    if ratio is None:
        return ""
    return f"{ratio:.0%}" if ratio < WHOLE_TIMES else f"{ratio:.1f}x"


def line(figure: Figure) -> str:
    """One figure for the terminal."""
    beside = f" beside {_short(figure.other)} ({figure.against})" if figure.other else ""
    share = f" = {_share(figure.ratio)}" if figure.ratio else ""
    verdict = {True: "passed", False: "MISSED", None: "      "}[figure.passed]
    verdict = verdict if figure.conclusive else "unsure"
    ours = f"{_short(figure.value)} {figure.unit}"
    return f"{verdict}  {figure.what}: {ours}{beside}{share}; bar {figure.bar or 'none'}"
