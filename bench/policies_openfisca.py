"""Policies as variables of OpenFisca; see `policies_engines`.

Figures are its floats, texts are numbered as its own enumerations are.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Rule = list[Any]
Facts = dict[str, Any]


def openfisca(rules: Sequence[Rule], facts: Sequence[Facts]) -> Callable[[Facts], list[int]]:
    """A variable with a formula a policy, a simulation an enterprise; texts are numbered."""
    from openfisca_core import (  # noqa: PLC0415 - it takes long to import
        entities,
        periods,
        simulations,
        taxbenefitsystems,
        variables,
    )

    texts = _texts(rules, facts)
    firm = entities.SingleEntity("firm", "firms", "A firm", "")
    system = taxbenefitsystems.TaxBenefitSystem([firm])
    known = {"value_type": float, "entity": firm, "definition_period": periods.DateUnit.YEAR}
    for name in facts[0]:
        system.add_variable(type(name, (variables.Variable,), dict(known)))
    for number, rule in enumerate(rules):
        of = {**known, "value_type": bool, "formula": _formula(rule, texts)}
        system.add_variable(type(f"policy_{number}", (variables.Variable,), of))
    names = [f"policy_{number}" for number in range(len(rules))]

    def ask(one: Facts) -> list[int]:
        said = {name: {"2026": _number(value, texts)} for name, value in one.items()}
        built = simulations.SimulationBuilder().build_from_entities(
            system, {"firms": {"one": said}}
        )
        return [number for number, name in enumerate(names) if built.calculate(name, "2026")[0]]

    return ask


def _texts(rules: Sequence[Rule], facts: Sequence[Facts]) -> dict[str, int]:
    found = {value for one in facts for value in one.values() if isinstance(value, str)}
    found.update(code for rule in rules for code in _codes(rule))
    return {text: number for number, text in enumerate(sorted(found))}


def _codes(rule: Rule) -> Iterable[str]:
    if rule[0] == "in":
        yield from rule[2]
    for one in rule[1:]:
        if isinstance(one, list) and rule[0] != "in":
            yield from _codes(one)


def _number(value: Any, texts: dict[str, int]) -> float:
    return float(texts[value] if isinstance(value, str) else value)


def _formula(rule: Rule, texts: dict[str, int]) -> Callable[..., Any]:
    read = _vector(rule, texts)

    def formula(firm: Any, period: Any) -> Any:
        return read(firm, period)

    return formula


def _vector(rule: Rule, texts: dict[str, int]) -> Callable[[Any, Any], Any]:
    word, *of = rule
    if word in {"all", "any"}:
        first, *others = (_vector(one, texts) for one in of)

        def joined(firm: Any, period: Any) -> Any:
            found = first(firm, period)
            for one in others:
                found = found & one(firm, period) if word == "all" else found | one(firm, period)
            return found

        return joined
    if word == "not":
        negated = _vector(of[0], texts)
        return lambda firm, period: ~negated(firm, period)
    fact = of[0]
    if word == "yes":
        return lambda firm, period: firm(fact, period) == 1
    if word == "in":
        return _among(fact, [texts[one] for one in of[1]])
    bound = of[1]
    if word == "least":
        return lambda firm, period: firm(fact, period) >= bound
    return lambda firm, period: firm(fact, period) <= bound


def _among(fact: str, codes: Sequence[int]) -> Callable[[Any, Any], Any]:
    def among(firm: Any, period: Any) -> Any:
        is_of = firm(fact, period)
        found = is_of == codes[0]
        for one in codes[1:]:
            found = found | (is_of == one)
        return found

    return among
