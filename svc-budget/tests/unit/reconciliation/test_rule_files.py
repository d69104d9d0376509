"""Rules are files: what is wrong in them is said at once, and a new one needs no Python."""

from pathlib import Path
from typing import Any

import pytest
from rules_building import LINE, outcomes, shipped_rules, some_books
from samples_building import a_unit, shipped_forms

from shared.yaml_files import yaml_in
from svc_budget.adapters.forms import rules_in
from svc_budget.domain.reconciliation.reading import read_rules

FOLDER = Path(__file__).parents[3] / "rules"
NEW = """
id: Z01
version: 1
title: 其他收入不大于事业收入
book: final
kind: at_most
tables: [T1]
expression: T1.其他收入 <= T1.事业收入
severity: warning
hint: 请核对两项收入
source: 本地规定
"""


def test_the_rules_of_the_specification_are_all_there() -> None:
    wanted = {"F": 35, "G": 20, "H": 10, "X": 12}
    expected = {f"{kind}{n:02}" for kind, last in wanted.items() for n in range(1, last + 1)}

    assert expected <= {one.id for one in shipped_rules()}


def test_every_file_is_named_by_its_rule_and_says_what_it_rests_on() -> None:
    for file in FOLDER.glob("*.yaml"):
        kept = yaml_in(file)
        assert kept["id"] == file.stem
        assert kept["title"]
        assert kept["hint"], file.stem
        assert kept["source"], file.stem


def test_a_new_rule_is_one_file(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (tmp_path / "Z01.yaml").write_text(NEW, "utf-8")
    rules = rules_in(tmp_path, shipped_forms().templates)
    books = some_books(unit=a_unit(51)).silent()

    assert outcomes(books.check(rules))["Z01"] == "pass"
    more = books.moved("T1/收入/其他收入/决算数", 500 * LINE).check(rules)
    issue = next(one for one in more.issues if one.rule == "Z01")
    assert "不应大于" in issue.message
    assert "请核对两项收入" in issue.message


def test_everything_wrong_in_all_files_is_said_at_once() -> None:
    head = {"title": "规则", "book": "final", "kind": "equal"}
    files: list[dict[str, Any]] = [
        {**head, "id": "Z1", "expression": ["T1.没有 = T1.支出总计", "T99.合计 = 0"]},
        {**head, "id": "Z2", "expression": "T1.收入总计", "depends_on": ["Z9"]},
        {**head, "id": "Z3", "tables": ["T77"], "expression": "T1.收入总计 = T1.支出总计"},
        {**head, "id": "Z4", "severty": "info", "expression": "T1.收入总计 = 0"},
        {**head, "id": "Z5", "kind": "guess", "expression": "T1.收入总计 = 0"},
        {**head, "id": "Z6", "kind": "text", "checker": "magic"},
        {**head, "id": "Z7"},
    ]
    with pytest.raises(ValueError, match="Z1: no row") as fault:
        read_rules(files, shipped_forms().templates)

    told = str(fault.value)
    for part in (
        "Z1: no table T99", "Z2: one of =, <=, >= is wanted", "Z2: depends on Z9",
        "Z3: no table T77",
        "Z4: no such field: severty", "Z5: 'guess'", "Z6: no checker magic",
        "Z7: without expression",
    ):  # fmt: skip
        assert part in told


def test_a_rule_of_years_is_held_against_the_tables_of_those_years() -> None:
    rule = {
        "id": "Z1", "title": "规则", "book": "final", "kind": "equal", "years": [2011, 2018],
        "expression": "T9.合计.本年支出 = 0",
    }  # fmt: skip
    with pytest.raises(ValueError, match="Z1: no table T9"):
        read_rules([rule], shipped_forms().templates)
    read_rules([{**rule, "years": [2020, None]}], shipped_forms().templates)


def test_rules_that_depend_on_each_other_are_refused() -> None:
    head = {"title": "规则", "book": "final", "kind": "equal", "expression": "T1.收入总计 = 0"}
    with pytest.raises(ValueError, match="depend on each other"):
        read_rules(
            [{**head, "id": "A", "depends_on": ["B"]}, {**head, "id": "B", "depends_on": ["A"]}],
            shipped_forms().templates,
        )


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    (tmp_path / "Z01.yaml").write_text("id: [", "utf-8")
    with pytest.raises(ValueError, match="Z01"):
        rules_in(tmp_path, shipped_forms().templates)
