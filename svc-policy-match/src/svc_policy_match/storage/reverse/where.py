"""A condition as an expression of SQL, whose three values are those of the tree.

SQL's logic is strong Kleene with NULL as unknown, so `all`, `any` and `not` are AND, OR and NOT,
and `(condition) IS NOT FALSE` gives the matched and the undecided in one pass. No index helps with
that, so what must be possible of the place and the trade is said once more as spans of paths.
Values are parameters; what stands in the text are columns of the layout and numbers.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.conditions.parsing import DECLARED
from svc_policy_match.domain.conditions.tests import Has, In, Is, Present, Under, Window
from svc_policy_match.domain.conditions.trees import (
    All,
    AnyOf,
    Condition,
    Exists,
    Leaf,
    Not,
    leaves,
)
from svc_policy_match.domain.rows.cells import (
    AFTER,
    ALL_OF_THEM,
    NONE_AT_ALL,
    NOWHERE,
    OTHERS,
    YES,
    Layout,
    ancestors,
    bits_of,
    names_of,
)


@dataclass
class Where:
    """Translates conditions over one layout; collects their parameters."""

    layout: Layout
    table: str = "profile_row"
    parameters: list[Any] = field(default_factory=list)
    alias: str = "p"

    def truth(self, condition: Condition) -> str:
        """The condition: true, false, or NULL for unknown."""
        if isinstance(condition, Leaf):
            return self._leaf(condition)
        if isinstance(condition, Not):
            return f"NOT {self.truth(condition.of)}"
        word = "AND" if isinstance(condition, All) else "OR"
        parts = [self.truth(one) for one in condition.of]
        return f"({f' {word} '.join(parts)})" if parts else str(word == "AND").lower()

    def hard(self, condition: Condition, keys: Iterable[str]) -> Iterator[str]:
        """What has to hold for the condition to be possible, of keys that have an index."""
        for key in keys:
            for one in _conjuncts(condition):
                if paths := _only_places(one, key):
                    yield self._possible_places(key, paths)

    def _leaf(self, leaf: Leaf) -> str:
        if leaf.key.startswith(DECLARED):
            return self._declared(leaf)
        attribute = self.layout.attributes[leaf.key]
        columns = [f"{self.alias}.{one}" for one in names_of(leaf.key, attribute)]
        test = leaf.test
        if isinstance(test, Exists):
            return self._exists(leaf.key, columns[0], test)
        if isinstance(test, Present):
            return _PRESENT[_shape(attribute)](columns)
        if isinstance(test, Window):
            return self._window(columns, test)
        if isinstance(test, Under):
            return self._under(attribute, columns[0], test)
        return _codes(attribute, columns, test)

    def _window(self, columns: list[str], test: Window) -> str:
        lo, hi = columns
        parts = []
        if test.lo is not None:
            least = self._value(test.lo, "bigint")
            parts.append(f"CASE WHEN {hi} < {least} THEN false WHEN {lo} >= {least} THEN true END")
        if test.hi is not None:
            most = self._value(test.hi, "bigint")
            parts.append(f"CASE WHEN {lo} > {most} THEN false WHEN {hi} <= {most} THEN true END")
        if not parts:
            parts.append(f"{lo} <= {hi}")
        return f"({' AND '.join(parts)})"

    def _under(self, attribute: Attribute, place: str, test: Under) -> str:
        paths = sorted(test.paths)
        parts = [self._begins(place, one) for one in paths]
        if above := ancestors(paths, list(attribute.paths.values())):
            parts.append(f"nullif({place} = ANY({self._value(above, 'text[]')}), true)")
        return f"({' OR '.join(parts)})" if parts else f"({place} <> {place})"

    def _begins(self, place: str, path: str) -> str:
        lo, hi = self._value(path, "text"), self._value(path + AFTER, "text")
        return f"({place} >= {lo} AND {place} < {hi})"

    def _possible_places(self, key: str, paths: frozenset[str]) -> str:
        attribute = self.layout.attributes[key]
        place = f"{self.alias}.{names_of(key, attribute)[0]}"
        parts = [self._begins(place, one) for one in sorted(paths)]
        if above := ancestors(sorted(paths), list(attribute.paths.values())):
            parts.append(f"{place} = ANY({self._value(above, 'text[]')})")
        return f"({' OR '.join(parts)} OR {place} IS NULL)"

    def _exists(self, key: str, state: str, test: Exists) -> str:
        inner = Where(self.layout.people()[key], self.table, self.parameters, f"{self.alias}_{key}")
        where = inner.truth(test.where)
        some = (
            f"EXISTS (SELECT FROM {self.table}_{key} {inner.alias}"
            f" WHERE {inner.alias}.id = {self.alias}.id AND "
        )
        return (
            f"CASE WHEN {state} = {NONE_AT_ALL} THEN false WHEN {some}{where}) THEN true"
            f" WHEN {state} = {ALL_OF_THEM} AND NOT {some}({where}) IS NOT FALSE) THEN false END"
        )

    def _declared(self, leaf: Leaf) -> str:
        said = self._value(leaf.key, "text")
        yes, no = f"{self.alias}.declared_yes", f"{self.alias}.declared_no"
        return f"CASE WHEN {said} = ANY({yes}) THEN true WHEN {said} = ANY({no}) THEN false END"

    def _value(self, value: Any, kind: str) -> str:
        self.parameters.append(value)
        return f"${len(self.parameters)}::{kind}"


def declared_in(answers: Answers) -> tuple[list[str], list[str]]:
    """What somebody has confirmed, and what not."""
    said = {key: answer for key, answer in answers.items() if key.startswith(DECLARED)}
    yes = [key for key, answer in said.items() if answer is True]
    return yes, [key for key in said if key not in yes]


def _conjuncts(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, All):
        for one in condition.of:
            yield from _conjuncts(one)
    else:
        yield condition


def _only_places(condition: Condition, key: str) -> frozenset[str]:
    """The paths one of which it asks for, where it asks for nothing else."""
    if not isinstance(condition, Leaf | AnyOf):
        return frozenset()
    parts = condition.of if isinstance(condition, AnyOf) else (condition,)
    tests = [one.test for one in parts if isinstance(one, Leaf) and one.key == key]
    places = [one.paths for one in tests if isinstance(one, Under)]
    return frozenset().union(*places) if len(places) == len(parts) else frozenset()


def _shape(attribute: Attribute) -> str:
    return "span" if attribute.is_ordered else attribute.kind.value


_PRESENT: dict[str, Callable[[list[str]], str]] = {
    "span": lambda of: f"({of[0]} <= {of[1]})",
    Kind.CHOICE: lambda of: f"({of[0]} <> 0)",
    Kind.TREE: lambda of: f"({of[0]} <> '{NOWHERE}')",
    Kind.FLAG: lambda of: f"({of[0]} <> {NONE_AT_ALL})",
    Kind.PEOPLE: lambda of: f"({of[0]} <> {NONE_AT_ALL})",
    Kind.CODES: lambda of: (
        f"CASE WHEN {of[0]} <> 0 THEN true WHEN {of[1]} & {OTHERS} = 0 THEN false END"
    ),
}


def _codes(attribute: Attribute, columns: list[str], test: In | Has | Is) -> str:
    """Codes are numbers of the layout's, so they may stand in the text."""
    if isinstance(test, Is):
        return f"({columns[0]} = {YES})"
    if isinstance(test, In):
        bits, may = bits_of(attribute, test.codes), columns[0]
        return f"CASE WHEN {may} & {bits} = 0 THEN false WHEN {may} & {~bits} = 0 THEN true END"
    has, may = columns
    bit = bits_of(attribute, frozenset({test.code}))
    return f"CASE WHEN {has} & {bit} <> 0 THEN true WHEN {may} & {bit} = 0 THEN false END"


def unknown_keys(condition: Condition, layout: Layout) -> set[str]:
    """Keys it asks for that the layout has no columns for."""
    asked = {one.key for one in leaves(condition) if not one.key.startswith(DECLARED)}
    return asked - set(layout.attributes)
