"""Alert rules and dashboards speak of metrics that exist, and every alert has its page."""

import ast
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from architecture_reading import ROOT, sources

MONITORING = ROOT / "deploy" / "monitoring"
KINDS = {"Counter": ("_total",), "Gauge": ("",), "Histogram": ("_bucket", "_sum", "_count")}
OF_PROMETHEUS = {"up"}
WORDS = {
    "and", "avg", "by", "count", "histogram_quantile", "ignoring", "label_values", "max",
    "max_over_time", "min", "min_over_time", "offset", "on", "or", "rate", "sum", "topk",
    "unless",
}  # fmt: skip
PROMTOOL = shutil.which("promtool")


@cache
def metrics_in_the_code() -> dict[str, frozenset[str]]:
    """The name of every series our processes tell, and its labels."""
    return {
        name + ending: labels
        for source in sources()
        if "/src/" in source.path and "from prometheus_client" in source.text
        for node in source.nodes()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        for name, labels in _declared(node)
        for ending in KINDS[node.func.id]
    }


def _declared(call: ast.Call) -> Iterator[tuple[str, frozenset[str]]]:
    known = isinstance(call.func, ast.Name) and call.func.id in KINDS
    if known and len(call.args) > 1 and isinstance(call.args[0], ast.Constant):
        labels = ast.literal_eval(call.args[2]) if len(call.args) > 2 else []
        yield str(call.args[0].value), frozenset(labels)


def rules() -> list[dict[str, Any]]:
    told = yaml.safe_load((MONITORING / "rules.yaml").read_text(encoding="utf-8"))
    return [rule for group in told["groups"] for rule in group["rules"]]


def boards() -> list[Path]:
    return sorted((MONITORING / "dashboards").glob("*.json"))


def expressions() -> list[str]:
    of_boards = [
        target["expr"]
        for board in boards()
        for panel in json.loads(board.read_text(encoding="utf-8"))["panels"]
        for target in panel["targets"]
    ]
    return [rule["expr"] for rule in rules()] + of_boards


def named_in(expression: str) -> set[str]:
    """The series an expression reads."""
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]|(?:by|ignoring) \([^)]*\)|offset \w+", " ", expression)
    return set(re.findall(r"[a-z_]{2,}", bare)) - WORDS


@pytest.mark.parametrize("expression", expressions())
def test_every_series_that_is_read_is_told_by_the_code(expression: str) -> None:
    told = metrics_in_the_code()
    assert named_in(expression)
    assert named_in(expression) - set(told) <= OF_PROMETHEUS


@pytest.mark.parametrize("expression", expressions())
def test_every_label_that_is_asked_for_is_one_of_a_series_or_of_the_scrape(expression: str) -> None:
    told = metrics_in_the_code()
    known = frozenset({"service", "job", "instance", "le"}).union(
        *(told.get(name, frozenset()) for name in named_in(expression))
    )
    picked = re.findall(r"([a-z_]+)(?:=~|!~|!=|=)\"", expression)
    grouped = re.findall(r"(?:by|ignoring) \(([^)]*)\)", expression)
    asked = {*picked, *(label.strip() for group in grouped for label in group.split(","))}
    assert asked - known == set()


def test_every_metric_of_the_code_is_on_a_dashboard_or_in_a_rule() -> None:
    read = set().union(*(named_in(expression) for expression in expressions()))
    assert {name for name in metrics_in_the_code() if not name.endswith(("_sum", "_count"))} <= read


def test_every_alert_has_its_page_and_no_page_is_left_over() -> None:
    text = (ROOT / "docs" / "runbooks.md").read_text(encoding="utf-8")
    pages = re.findall(r"^## (\w+)$", text, re.MULTILINE)
    assert sorted(pages) == sorted(rule["alert"] for rule in rules())
    for rule in rules():
        assert rule["annotations"]["runbook"] == f"docs/runbooks.md#{rule['alert'].lower()}"


def test_dashboards_have_names_of_their_own_and_panels_that_do_not_overlap() -> None:
    read = [json.loads(board.read_text(encoding="utf-8")) for board in boards()]
    assert len({board["uid"] for board in read}) == len(read) == 3
    for board in read:
        places = [(p["gridPos"]["x"], p["gridPos"]["y"]) for p in board["panels"]]
        assert len(set(places)) == len(places)


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is missing: apt-get install prometheus")
@pytest.mark.parametrize(
    "asked",
    [
        ["check", "rules", "rules.yaml"],
        ["check", "config", "--syntax-only", "prometheus.yaml"],
        ["test", "rules", "rules_test.yaml"],
    ],
    ids=" ".join,
)
def test_promtool_agrees(asked: list[str]) -> None:
    told = subprocess.run(  # noqa: S603  a program of the machine, our own files
        [PROMTOOL or "", *asked], cwd=MONITORING, check=False, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr
