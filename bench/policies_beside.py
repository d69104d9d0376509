"""All policies on other engines, beside the bit index: the same rules and the same enterprises.

Other engines know no unknown, so everything is known of these enterprises. Every engine is a
process of .venv-bench (`policies_engines`); the sides take turns, and what they find must be equal.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from figures import Figure, ratio
from policies_people import Profile, facts_of
from policies_rules import rule_of

from svc_policy_match.domain.conditions.trees import Condition
from svc_policy_match.domain.matching.bits import numbers_in
from svc_policy_match.domain.matching.index import Index

BENCH = Path(__file__).parent
OTHERS = BENCH.parent / ".venv-bench" / "bin" / "python"
LEAST_TIMES = 100
AT_A_TIME = 10  # enterprises a round on the others
NO_BAR = "(none: not named by the bar)"


@dataclass(frozen=True)
class Engine:
    """What one is called in `policies_engines`, its package, how it was asked."""

    key: str
    package: str
    how: str
    barred: bool = False
    at_a_time: int = AT_A_TIME

    def name(self) -> str:
        """With the version that is measured."""
        asked = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"
        told = subprocess.run(  # noqa: S603 - our own interpreter
            [OTHERS, "-c", asked, self.package], capture_output=True, text=True, check=True
        )
        return f"{self.package} {told.stdout.strip()}, {self.how}"


ENGINES = (
    Engine("cel", "common-expression-language", "programs, one context", barred=True),
    Engine("zen", "zen-engine", "compiled expressions", barred=True),
    Engine("zen_table", "zen-engine", "one table that collects", barred=True),
    Engine("json_logic", "json-logic-qubit", "rule by rule"),
    Engine("openfisca", "openfisca-core", "a variable a policy", at_a_time=2),
)


class Running:
    """An engine that has its rules and waits for rounds."""

    def __init__(self, process: "subprocess.Popen[str]", rules: str) -> None:
        self._process = process
        self.ready_after: float = self._told(rules)["seconds"]

    def round(self) -> tuple[float, list[list[int]]]:
        """Seconds, and by enterprise what it fulfils."""
        said = self._told("again")
        return said["seconds"], said["found"]

    def _told(self, line: str) -> Any:
        tube, heard = self._process.stdin, self._process.stdout
        if tube is None or heard is None:
            raise RuntimeError("no pipes")
        tube.write(line + "\n")
        tube.flush()
        said = heard.readline()
        if not said:
            raise RuntimeError(f"{self._process.args!r} ended")
        return json.loads(said)


def beside(
    policies: Mapping[str, Condition], index: Index, profiles: Sequence[Profile], pairs: int
) -> list[Figure]:
    """How many enterprises a second, ours beside each of the others."""
    few = profiles[:AT_A_TIME]
    rules = {"rules": [rule_of(one) for one in policies.values()],
             "facts": [facts_of(one) for one in few]}  # fmt: skip
    wanted = [_matched(index, policies, one) for one in few]
    return [_beside(one, rules, wanted, index, profiles, pairs) for one in ENGINES]


def _matched(index: Index, policies: Mapping[str, Condition], profile: Profile) -> list[int]:
    places = {one: number for number, one in enumerate(policies)}
    return sorted(places[index.ids[one]] for one in numbers_in(index.match(profile).matched))


def _beside(
    engine: Engine, rules: Mapping[str, Any], wanted: Sequence[list[int]], index: Index,
    profiles: Sequence[Profile], pairs: int,
) -> Figure:  # fmt: skip
    mine: list[float] = []
    theirs: list[float] = []
    wrong, wanted = 0, wanted[: engine.at_a_time]
    told = {**rules, "facts": rules["facts"][: engine.at_a_time]}
    with _running(engine) as process:
        other = Running(process, json.dumps(told))
        other.round()
        for _ in range(pairs):
            seconds, found = other.round()
            theirs.append(len(wanted) / seconds)
            wrong += sum(len({*one} ^ {*two}) for one, two in zip(found, wanted, strict=True))
            mine.append(_rate(index, profiles))
    enough = ratio(mine, theirs) >= LEAST_TIMES and not wrong
    return Figure(
        f"policies_beside_{engine.key}", "policies, 10,000 against one known profile",
        "profiles/s", mine, f">= {LEAST_TIMES}x" if engine.barred else NO_BAR,
        enough if engine.barred else None, engine.name(), theirs,
        f"in process; {len(profiles)} enterprises a round of ours, {len(wanted)} of theirs; theirs "
        f"is ready after {other.ready_after:.1f} s; {wrong} verdicts of "
        f"{len(index) * len(wanted) * pairs:,} differ from the index's",
    )  # fmt: skip


@contextmanager
def _running(engine: Engine) -> Iterator["subprocess.Popen[str]"]:
    command = [OTHERS, BENCH / "policies_engines.py", engine.key]
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _rate(index: Index, profiles: Sequence[Profile]) -> float:
    began = perf_counter()
    for one in profiles:
        index.match(one)
    return len(profiles) / (perf_counter() - began)
