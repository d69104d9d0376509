"""A condition as two expressions of SQL: what it is certain for, and what it is possible for.

Strong Kleene's three values are two questions of two values: `all` is certain where each part is,
and possible where each part is; `any` where one is; `not` turns one into the other. Asked this way
a leaf is one comparison instead of three cases, the parts of a possible `all` are conditions of
their own that the planner orders, and what must be possible of a place or a trade is a span of
paths that an index finds. NULL is unknown: possible, not certain.
Values are parameters; what stands in the text are columns of the layout and numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

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
    alias: str = "p"
    sent: list[tuple[Any, str]] = field(default_factory=list)  # values and their types

    @property
    def parameters(self) -> list[Any]:
        """What stands behind $1, $2 and so on."""
        return [value for value, _ in self.sent]

    def certain(self, condition: Condition) -> str:
        """True of rows that fulfil it whatever is not known of them, else false."""
        if isinstance(condition, Leaf):
            return self._leaf(condition).certain
        if isinstance(condition, Not):
            return f"NOT {self.possible(condition.of)}"
        return _joined(condition, [self.certain(one) for one in condition.of])

    def possible(self, condition: Condition) -> str:
        """True of rows that may fulfil it, else false."""
        if isinstance(condition, Leaf):
            return self._leaf(condition).possible
        if isinstance(condition, Not):
            return f"NOT {self.certain(condition.of)}"
        return _joined(condition, [self.possible(one) for one in condition.of])

    def _leaf(self, leaf: Leaf) -> "Said":
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

    def _window(self, columns: list[str], test: Window) -> "Said":
        """A span that is empty (its lower end above its upper one) is in no window."""
        lo, hi = columns
        inside, beyond = [f"{lo} <= {hi}"], []
        if test.lo is not None:
            least = self._value(test.lo, "bigint")
            inside.append(f"{lo} >= {least}")
            beyond.append(f"{hi} < {least}")
        if test.hi is not None:
            most = self._value(test.hi, "bigint")
            inside.append(f"{hi} <= {most}")
            beyond.append(f"{lo} > {most}")
        return _said(" AND ".join(inside), " OR ".join(beyond or [f"{lo} > {hi}"]))

    def _under(self, attribute: Attribute, place: str, test: Under) -> "Said":
        paths = sorted(test.paths)
        begins = " OR ".join(self._begins(place, one) for one in paths) or "false"
        parts = [begins, f"{place} IS NULL"]
        if above := ancestors(paths, list(attribute.paths.values())):
            parts.append(f"{place} = ANY({self._value(above, 'text[]')})")
        return Said(f"(({begins}) IS TRUE)", f"({' OR '.join(parts)})")

    def _begins(self, place: str, path: str) -> str:
        lo, hi = self._value(path, "text"), self._value(path + AFTER, "text")
        return f"({place} >= {lo} AND {place} < {hi})"

    def _exists(self, key: str, state: str, test: Exists) -> "Said":
        inner = Where(self.layout.people()[key], self.table, f"{self.alias}_{key}", self.sent)
        some = (
            f"EXISTS (SELECT FROM {self.table}_{key} {inner.alias}"
            f" WHERE {inner.alias}.id = {self.alias}.id AND "
        )
        people = f"({state} = {NONE_AT_ALL}) IS NOT TRUE"
        more = f"({state} = {ALL_OF_THEM}) IS NOT TRUE"
        return Said(
            f"({people} AND {some}{inner.certain(test.where)}))",
            f"({people} AND ({more} OR {some}{inner.possible(test.where)})))",
        )

    def _declared(self, leaf: Leaf) -> "Said":
        said = self._value(leaf.key, "text")
        yes, no = f"{self.alias}.declared_yes", f"{self.alias}.declared_no"
        sure = f"{said} = ANY({yes})"
        return Said(f"({sure})", f"({sure} OR {said} <> ALL({no}))")

    def _value(self, value: Any, kind: str) -> str:
        """A value is sent once, though both questions ask for it."""
        if (value, kind) not in self.sent:
            self.sent.append((value, kind))
        return f"${self.sent.index((value, kind)) + 1}::{kind}"


class Said(NamedTuple):
    """What a leaf is certain for and what it is possible for; neither is ever NULL."""

    certain: str
    possible: str


def _said(sure: str, never: str) -> Said:
    """Of two expressions that are NULL where nothing is known."""
    return Said(f"({sure}) IS TRUE", f"({never}) IS NOT TRUE")


def _joined(condition: All | AnyOf, parts: list[str]) -> str:
    word = "AND" if isinstance(condition, All) else "OR"
    return f"({f' {word} '.join(parts)})" if parts else str(word == "AND").lower()


def declared_in(answers: Answers) -> tuple[list[str], list[str]]:
    """What somebody has confirmed, and what not."""
    said = {key: answer for key, answer in answers.items() if key.startswith(DECLARED)}
    yes = [key for key, answer in said.items() if answer is True]
    return yes, [key for key in said if key not in yes]


def _shape(attribute: Attribute) -> str:
    return "span" if attribute.is_ordered else attribute.kind.value


_PRESENT: dict[str, Callable[[list[str]], Said]] = {
    "span": lambda of: _said(f"{of[0]} <= {of[1]}", f"{of[0]} > {of[1]}"),
    Kind.CHOICE: lambda of: _said(f"{of[0]} <> 0", f"{of[0]} = 0"),
    Kind.TREE: lambda of: _said(f"{of[0]} <> '{NOWHERE}'", f"{of[0]} = '{NOWHERE}'"),
    Kind.FLAG: lambda of: _said(f"{of[0]} <> {NONE_AT_ALL}", f"{of[0]} = {NONE_AT_ALL}"),
    Kind.PEOPLE: lambda of: _said(f"{of[0]} <> {NONE_AT_ALL}", f"{of[0]} = {NONE_AT_ALL}"),
    Kind.CODES: lambda of: _said(f"{of[0]} <> 0", f"{of[0]} = 0 AND {of[1]} & {OTHERS} = 0"),
}


def _codes(attribute: Attribute, columns: list[str], test: In | Has | Is) -> Said:
    """Codes are numbers of the layout's, so they may stand in the text."""
    if isinstance(test, Is):
        return _said(f"{columns[0]} = {YES}", f"{columns[0]} <> {YES}")
    if isinstance(test, In):
        bits, may = bits_of(attribute, test.codes), columns[0]
        none = f"{may} & {bits} = 0"
        return _said(f"{may} & {~bits} = 0 AND NOT {none}", none)
    has, may = columns
    bit = bits_of(attribute, frozenset({test.code}))
    return _said(f"{has} & {bit} <> 0", f"{has} & {bit} = 0 AND {may} & {bit} = 0")


def unknown_keys(condition: Condition, layout: Layout) -> set[str]:
    """Keys it asks for that the layout has no columns for."""
    asked = {one.key for one in leaves(condition) if not one.key.startswith(DECLARED)}
    return asked - set(layout.attributes)
