"""The same policies on another engine; runs in .venv-bench.

Told the engine's name. Reads a line of JSON from stdin with the rules (see `policies_rules`) and
the facts of some enterprises; makes its rules ready and prints how many seconds that took. Then for
every further line: each enterprise against all rules, once; prints the seconds and, by enterprise,
the numbers of the rules it fulfils. Where an engine has several ways, the fastest known is taken:
rules compiled beforehand, facts handed over once an enterprise if it can keep them.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from time import perf_counter
from typing import Any

from policies_openfisca import openfisca

Rule = list[Any]
Facts = dict[str, Any]
Ask = Callable[[Facts], list[int]]


def main(name: str) -> None:
    """Make ready, then a round for every line."""
    told = json.loads(sys.stdin.readline())
    began = perf_counter()
    ask = ENGINES[name](told["rules"], told["facts"])
    _say({"seconds": perf_counter() - began})
    for _ in sys.stdin:
        began = perf_counter()
        found = [ask(one) for one in told["facts"]]
        _say({"seconds": perf_counter() - began, "found": found})


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


def _written(rule: Rule, both: str, either: str, negated: str) -> str:
    """As an expression of zen or of CEL, which differ in their joining words."""
    word, *of = rule
    if word in {"all", "any"}:
        each = (_written(one, both, either, negated) for one in of)
        return "(" + (both if word == "all" else either).join(each) + ")"
    if word == "not":
        return f"{negated}({_written(of[0], both, either, negated)})"
    if word == "yes":
        return str(of[0])
    if word == "in":
        fact, codes = of
        return f'{fact} == "{codes[0]}"' if len(codes) == 1 else f"{fact} in {json.dumps(codes)}"
    return f"{of[0]} {'>=' if word == 'least' else '<='} {of[1]}"


def zen_expressions(rules: Sequence[Rule], _: Sequence[Facts]) -> Ask:
    """One compiled expression a policy."""
    import zen  # noqa: PLC0415 - only the engine asked for

    ready = [zen.compile_expression(_written(one, " and ", " or ", "not ")) for one in rules]
    return lambda facts: [number for number, one in enumerate(ready) if one.evaluate(facts)]


def zen_table(rules: Sequence[Rule], _: Sequence[Facts]) -> Ask:
    """One decision table of all policies that collects the rows that hold.

    What is asked of one fact stands in the fact's column, the rest in a column of expressions.
    """
    import zen  # noqa: PLC0415 - only the engine asked for

    decision = zen.ZenEngine().create_decision(json.dumps(_table(rules)))

    def ask(facts: Facts) -> list[int]:
        result = decision.evaluate(facts)["result"]
        return sorted(int(one["policy"]) for one in result)

    return ask


def _table(rules: Sequence[Rule]) -> dict[str, Any]:
    rows = [dict(_cells(rule)) | {"policy": str(number)} for number, rule in enumerate(rules)]
    columns = sorted({name for row in rows for name in row} - {"policy"})
    inputs = [{"id": one, "name": one, "field": "" if one == "rest" else one} for one in columns]
    for number, row in enumerate(rows):
        row["_id"] = str(number)
        row.update({one: "" for one in columns if one not in row})
    content = {"hitPolicy": "collect", "inputs": inputs, "rules": rows,
               "outputs": [{"id": "policy", "name": "policy", "field": "policy"}]}  # fmt: skip
    kinds = {"in": ("inputNode", {}), "table": ("decisionTableNode", content),
             "out": ("outputNode", {})}  # fmt: skip
    nodes = [
        {"id": one, "name": one, "type": kind, "content": of, "position": {"x": 0, "y": 0}}
        for one, (kind, of) in kinds.items()
    ]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in pairwise(kinds)
    ]
    return {"nodes": nodes, "edges": edges}


def _cells(rule: Rule) -> Iterable[tuple[str, str]]:
    cells: dict[str, str] = {}
    rest = []
    for one in rule[1:] if rule[0] == "all" else [rule]:
        word, fact = one[0], one[1]
        if word not in {"least", "most", "in"} or fact in cells:
            rest.append(_written(one, " and ", " or ", "not "))
        elif word == "in":
            cells[fact] = ", ".join(f'"{code}"' for code in one[2])
        else:
            cells[fact] = f"{'>=' if word == 'least' else '<='} {one[2]}"
    if rest:
        cells["rest"] = " and ".join(rest)
    return cells.items()


def cel(rules: Sequence[Rule], _: Sequence[Facts]) -> Ask:
    """One compiled program a policy, one context an enterprise."""
    from cel import Context, compile  # noqa: A004, PLC0415 - only the engine asked for

    ready = [compile(_written(one, " && ", " || ", "!")) for one in rules]

    def ask(facts: Facts) -> list[int]:
        context = Context(facts)
        return [number for number, one in enumerate(ready) if one.execute(context)]

    return ask


def json_logic(rules: Sequence[Rule], _: Sequence[Facts]) -> Ask:
    """Its rules are read anew each time: it has no other way."""
    from json_logic import jsonLogic  # noqa: PLC0415 - only the engine asked for

    ready = [_as_logic(one) for one in rules]
    return lambda facts: [number for number, one in enumerate(ready) if jsonLogic(one, facts)]


def _as_logic(rule: Rule) -> dict[str, Any]:
    word, *of = rule
    if word in {"all", "any"}:
        return {"and" if word == "all" else "or": [_as_logic(one) for one in of]}
    if word == "not":
        return {"!": [_as_logic(of[0])]}
    fact = {"var": of[0]}
    if word == "yes":
        return {"===": [fact, True]}
    if word == "in":
        return {"in": [fact, of[1]]}
    return {">=" if word == "least" else "<=": [fact, of[1]]}


ENGINES: dict[str, Callable[[Sequence[Rule], Sequence[Facts]], Ask]] = {
    "zen_table": zen_table,
    "zen": zen_expressions,
    "cel": cel,
    "json_logic": json_logic,
    "openfisca": openfisca,
}

if __name__ == "__main__":
    main(sys.argv[1])
