"""Conditions as they are written in JSON, checked against the registry, everything wrong at once.

A condition is `{"all": [..]}`, `{"any": [..]}`, `{"not": ..}`, a leaf `{"attr", "op", "value",
"unit", "period", "sentence", "id"}`, words only somebody can confirm `{"declared": text}`, or
`{"exists": attr, "where": ..}` of people.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.refusals import FieldError, Invalid
from svc_policy_match.domain.attributes.attributes import Attribute, Kind, Registry
from svc_policy_match.domain.attributes.values import ValueUnsound
from svc_policy_match.domain.conditions.asked import tested
from svc_policy_match.domain.conditions.tests import Is
from svc_policy_match.domain.conditions.trees import All, AnyOf, Condition, Exists, Leaf, Not

MOST_LEAVES = 200
DEEPEST = 12
DECLARED = "declared:"
LEAF_MEMBERS = frozenset({"attr", "op", "value", "unit", "period", "sentence", "id"})
NOTHING = AnyOf(())
OLDEST_PERIOD = -10


@dataclass(eq=False)
class ConditionUnsound(Invalid):
    """政策条件填写有误。"""


def parse(written: Any, registry: Registry, policy: str = "") -> Condition:
    """The condition. Refused with ConditionUnsound, pointers beginning at `#/condition`.

    What is only words is a flag of the policy's own: its key carries `policy`.
    """
    reading = _Reading(registry, f"{DECLARED}{policy}/")
    found = reading.read(written, "#/condition", 0)
    if reading.errors:
        raise ConditionUnsound(errors=reading.errors)
    return found


@dataclass
class _Reading:
    """One pass over a written condition."""

    registry: Mapping[str, Attribute]
    declared: str
    errors: list[FieldError] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    leaves: int = 0

    def read(self, written: Any, at: str, depth: int) -> Condition:
        """One condition; NOTHING where it is not in order."""
        if depth > DEEPEST:
            return self._wrong(at, "too_deep", f"条件最多嵌套 {DEEPEST} 层，请合并或拆分。")
        if not isinstance(written, Mapping):
            return self._wrong(at, "no_condition", "条件应是一个对象。")
        for word, read in self._words().items():
            if word in written:
                return read(written, at, depth)
        message = "请写明 all、any、not、attr、declared 或 exists 之一。"
        return self._wrong(at, "no_condition", message)

    def _words(self) -> Mapping[str, Callable[[Mapping[str, Any], str, int], Condition]]:
        return {
            "all": self._group, "any": self._group, "not": self._not, "attr": self._leaf,
            "declared": self._declared, "exists": self._exists,
        }  # fmt: skip

    def _group(self, written: Mapping[str, Any], at: str, depth: int) -> Condition:
        word = "all" if "all" in written else "any"
        if self._has_strangers(written, {word}, at):
            return NOTHING
        parts = written[word]
        if not isinstance(parts, list) or not parts:
            return self._wrong(f"{at}/{word}", "empty", f"{word} 中至少写一个条件。")
        read: list[Condition] = []
        for number, one in enumerate(parts):
            if self.leaves > MOST_LEAVES:
                break
            read.append(self.read(one, f"{at}/{word}/{number}", depth + 1))
        return All(tuple(read)) if word == "all" else AnyOf(tuple(read))

    def _not(self, written: Mapping[str, Any], at: str, depth: int) -> Condition:
        if self._has_strangers(written, {"not"}, at):
            return NOTHING
        return Not(self.read(written["not"], f"{at}/not", depth + 1))

    def _leaf(self, written: Mapping[str, Any], at: str, _: int) -> Condition:
        attribute = self.registry.get(str(written["attr"]))
        if self._has_strangers(written, LEAF_MEMBERS, at) or not self._counted(at):
            return NOTHING
        if attribute is None:
            message = f"没有属性 {written['attr']}，请从属性目录（/api/v1/attributes）中选择。"
            return self._wrong(f"{at}/attr", "unknown_attribute", message)
        leaf_id, sentence = self._named(written, at)
        period = self._period(attribute, written, at)
        try:
            made = tested(attribute, written)
        except ValueUnsound as fault:
            return self._wrong(f"{at}/value", fault.code, fault.message)
        found = Leaf(leaf_id, attribute.key(period), made.test, sentence)
        if made.joined is None:
            return Not(found) if made.negated else found
        each = tuple(Leaf(leaf_id, found.key, one, sentence) for one in made.tests)
        joined: Condition = All(each) if made.joined == "all" else AnyOf(each)
        return Not(joined) if made.negated else joined

    def _declared(self, written: Mapping[str, Any], at: str, _: int) -> Condition:
        strangers = self._has_strangers(written, {"declared", "sentence", "id"}, at)
        if strangers or not self._counted(at):
            return NOTHING
        leaf_id, sentence = self._named(written, at)
        text = str(written["declared"]).strip()
        if not text:
            return self._wrong(f"{at}/declared", "empty", "请写明需要申请人自行确认的内容。")
        return Leaf(leaf_id, f"{self.declared}{leaf_id}", Is(), sentence or text)

    def _exists(self, written: Mapping[str, Any], at: str, depth: int) -> Condition:
        strangers = self._has_strangers(written, {"exists", "where", "sentence", "id"}, at)
        if strangers or not self._counted(at):
            return NOTHING
        people = self.registry.get(str(written["exists"]))
        if people is None or people.kind is not Kind.PEOPLE:
            message = "exists 后应是人员类的属性，如 talents。"
            return self._wrong(f"{at}/exists", "unknown_attribute", message)
        leaf_id, sentence = self._named(written, at)
        outside, self.registry = self.registry, people.members
        where = self.read(written.get("where"), f"{at}/where", depth + 1)
        self.registry = outside
        return Leaf(leaf_id, people.code, Exists(where), sentence)

    def _named(self, written: Mapping[str, Any], at: str) -> tuple[str, str]:
        leaf_id = str(written.get("id") or f"c{self.leaves}")
        if leaf_id in self.ids:
            self._wrong(f"{at}/id", "twice", f"条件编号 {leaf_id} 重复，请改为不同的编号。")
        self.ids.add(leaf_id)
        return leaf_id, str(written.get("sentence") or "")

    def _period(self, attribute: Attribute, written: Mapping[str, Any], at: str) -> int | None:
        period = written.get("period")
        if not attribute.by_year:
            if period is not None:
                message = f"“{attribute.title}”不分年度，请去掉 period。"
                self._wrong(f"{at}/period", "not_yearly", message)
            return None
        if isinstance(period, bool) or not isinstance(period, int):
            message = f"请用 period 写明“{attribute.title}”是哪一年的：-1 是上一年度。"
            self._wrong(f"{at}/period", "period_missing", message)
            return None
        if not OLDEST_PERIOD <= period <= 0:
            self._wrong(
                f"{at}/period", "period_outside", f"period 应在 {OLDEST_PERIOD} 到 0 之间。"
            )
        return period

    def _counted(self, at: str) -> bool:
        self.leaves += 1
        if self.leaves == MOST_LEAVES + 1:
            message = f"一项政策最多 {MOST_LEAVES} 个条件，请拆成几项政策。"
            self._wrong(at, "too_many_conditions", message)
        return self.leaves <= MOST_LEAVES

    def _has_strangers(self, written: Mapping[str, Any], known: Any, at: str) -> bool:
        if strange := sorted(set(written) - set(known)):
            message = f"这里不能写 {'、'.join(strange)}，请删去或检查拼写。"
            self._wrong(at, "unknown_member", message)
        return bool(strange)

    def _wrong(self, at: str, code: str, message: str) -> Condition:
        self.errors.append(FieldError(at, code, message))
        return NOTHING
