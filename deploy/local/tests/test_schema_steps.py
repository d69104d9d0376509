"""squawk judges what migrations do; what ran before anybody served is judged mildly."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from yangguang_local.house import YANGGUANG
from yangguang_local.schema_steps import RULES, Step, objections, steps_of

BEGIN = "SET lock_timeout = '5s';\nBEGIN;\n"


@dataclass(frozen=True)
class ALaterStep(Step):
    """A revision that is dated after the first release."""

    folder: Path = Path("svc-feedback/migrations")
    before: str = "a"
    revision: str = "b"

    @property
    def file(self) -> str:
        return "2027_02_03_b"


def said_of(sql: str) -> str:
    return objections([(ALaterStep(), f"{BEGIN}{sql};\nCOMMIT;\n")])


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("CREATE INDEX ix_review_text ON review (text)", "require-concurrent-index-creation"),
        ("ALTER TABLE review DROP COLUMN text", "ban-drop-column"),
        ("ALTER TABLE review RENAME COLUMN text TO words", "renaming-column"),
        ("ALTER TABLE review ALTER COLUMN stars TYPE bigint", "changing-column-type"),
        ("ALTER TABLE review ADD CONSTRAINT c CHECK (stars > 0)", "constraint-missing-not-valid"),
    ],
)
def test_what_locks_or_breaks_is_refused_after_the_first_release(sql: str, rule: str) -> None:
    assert rule in said_of(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE review ADD COLUMN hint text",
        "CREATE TABLE hint (hint_id uuid PRIMARY KEY, stars smallint NOT NULL)",
        "COMMIT;\nCREATE INDEX CONCURRENTLY ix_review_text ON review (text);\nBEGIN",
        "ALTER TABLE review ADD CONSTRAINT c CHECK (stars > 0) NOT VALID",
    ],
)
def test_what_lets_others_go_on_is_not(sql: str) -> None:
    assert said_of(sql) == ""


def test_every_rule_left_out_has_its_reason() -> None:
    for rules in RULES.glob("*.toml"):
        lines = [line.strip() for line in rules.read_text(encoding="utf-8").splitlines()]
        inside = lines[lines.index("excluded_rules = [") + 1 : lines.index("]")]
        assert inside[0].startswith("# ")
        assert all(line.startswith(("# ", '"')) for line in inside)


def test_the_statements_of_a_step_are_those_that_run() -> None:
    *_, step = (
        one for one in steps_of(YANGGUANG.member("feedback")) if one.revision == "invalidated"
    )
    sql = step.sql()
    assert sql.index("SET lock_timeout = '5s'") < sql.index("BEGIN") < sql.index("DROP CONSTRAINT")
    assert "version_num='invalidated'" in sql
