"""A match session over the demo's policies, written down as docs/navigator.md shows it.

python svc-policy-match/tests/transcript_building.py  prints the page.
"""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from policy_files import own_registry, policies_in, size_rule, small_profit_rule

from svc_policy_match.domain.answers.answers import Answer, Answers
from svc_policy_match.domain.answers.reading import read_answers
from svc_policy_match.domain.benefits.formulas import worth
from svc_policy_match.domain.benefits.reading import read_benefit
from svc_policy_match.domain.benefits.stacking import Stacking
from svc_policy_match.domain.conditions.parsing import parse
from svc_policy_match.domain.explaining.outcomes import outcome_of
from svc_policy_match.domain.explaining.wording import titled, told
from svc_policy_match.domain.matching.index import Index
from svc_policy_match.domain.navigator.asking import Asking, asking, cuts_of
from svc_policy_match.domain.navigator.board import Board
from svc_policy_match.domain.navigator.questions import next_question
from svc_policy_match.domain.navigator.standing import Standing
from svc_policy_match.domain.policies.policies import Audience, Level, Said
from svc_policy_match.domain.policies.reading import ReadPolicy
from svc_policy_match.domain.sizes.derived import Derivation

PAGE = Path(__file__).resolve().parents[2] / "docs" / "navigator.md"
DAY = date(2026, 11, 1)
FROM_REGISTRY: Mapping[str, Any] = {
    "region": "990102", "industry": "C", "organisation": "company", "founded_on": "2021-03-01",
}  # fmt: skip
# What the firm knows; what is not here it does not know.
KNOWN: Mapping[str, Any] = {
    "honours": {"has": ["hitech"], "all": True},
    "staff": {"from": 20, "to": 299, "unit": "人"},
    "revenue@-1": {"from": 2000, "to": 39999, "unit": "万元"},
    "fixed_investment@-1": {"value": 800, "unit": "万元"},
    "fixed_investment@0": {"value": 800, "unit": "万元"},
    "research_spending@-1": {"value": 120, "unit": "万元"},
    "dishonest": False,
    "park": "provincial",
    "listing": "none",
    "equity_2y": {"value": 0, "unit": "元"},
    "invention_patents": {"value": 2, "unit": "件"},
}
CHANGED = ("honours", {"has": ["special"], "all": True})
QUESTIONS = 8
HEAD = """# A match session, question by question

What the navigator asks of a made-up firm over the demo's policies, why, and what is known after
each answer. Place, trade, kind and founding day come from the registry. The firm answers with spans
where it has no exact figure, and says so where it does not know. A test writes this page anew and
compares ([transcript_building.py](../svc-policy-match/tests/transcript_building.py) prints it).

"""


class Firm:
    """A session as the service leads it, without a database."""

    def __init__(self) -> None:
        registry = own_registry()
        self.rules = Derivation(size_rule(), small_profit_rule())
        read = [_read(one) for one in policies_in("policies") if one["for"] == "enterprise"]
        self.policies = {one.policy_id: one for one in read}
        self.index = Index((str(one.policy_id), one.condition) for one in read)
        by_id = {str(one.policy_id): one for one in read}
        tops = [worth(by_id[one].formula, {}) for one in self.index.ids]
        values = [one.lo if one.hi is None else one.hi for one in tops]

        def derive(said: Answers) -> Mapping[str, Answer]:
            return self.rules.completed(said, DAY)

        self.board = Board(self.index, registry, values, derive=derive, cuts=cuts_of(self.rules))
        self.said = read_answers(FROM_REGISTRY, registry)
        self.declined: frozenset[str] = frozenset()

    def question(self) -> Asking | None:
        """What is asked next."""
        found = next_question(Standing(self.board, self.said), self.declined)
        return None if found is None else asking(found, own_registry())

    def answer(self, key: str, said: Any) -> None:
        """An answer, or that it is not known."""
        if said is None:
            self.declined |= {key}
        else:
            self.said = {**self.said, **read_answers({key: said}, own_registry())}

    def standing(self) -> str:
        """What is known now."""
        answers = self.rules.completed(self.said, DAY)
        found = outcome_of(self.index, self.policies, Stacking(), answers, own_registry())
        possible = "尚无上限" if found.possible is None else f"{_wan(found.possible)} 万元"
        return (
            f"符合 {len(found.matched)} 项，待确认 {len(found.undecided)} 项，"
            f"不符合 {found.excluded} 项；已确认 {_wan(found.confirmed)} 万元，可能 {possible}"
        )


def _wan(fen: int) -> str:
    return f"{fen / 1_000_000:,.2f}".rstrip("0").rstrip(".")


def _read(kept: Mapping[str, Any]) -> ReadPolicy:
    policy_id, registry = uuid5(NAMESPACE_URL, f"yangguang:policy:{kept['code']}"), own_registry()
    said = Said(
        kept["title"], Level.CITY, kept["region"], kept["organ"], kept["kind"],
        Audience.ENTERPRISE, kept["condition"], kept["benefit"],
    )  # fmt: skip
    condition = parse(kept["condition"], registry, str(policy_id))
    formula = read_benefit(kept["benefit"], registry)
    return ReadPolicy(policy_id, kept["code"], 1, said, condition, formula)


def page() -> str:
    """The whole page."""
    return HEAD + "\n".join(_lines(Firm())) + "\n"


def _lines(firm: Firm) -> Iterator[str]:
    registry = own_registry()
    yield "**开始**：" + "；".join(
        f"{titled(registry[key], key)}：{told(registry[key], firm.said[key])}"
        for key in FROM_REGISTRY
    )
    yield f"\n> {firm.standing()}\n"
    for number in range(1, QUESTIONS + 1):
        question = firm.question()
        if question is None:
            yield "没有值得再问的了。"
            return
        yield from _asked(firm, number, question)
    key, said = CHANGED
    firm.answer(key, said)
    yield f"**改答**　{titled(registry[key], key)}：{told(registry[key], firm.said[key])}"
    yield f"\n> {firm.standing()}\n"


def _asked(firm: Firm, number: int, question: Asking) -> Iterator[str]:
    attribute = own_registry()[question.key.partition("@")[0]]
    yield f"**第 {number} 问**　{question.text}（{question.title}）"
    yield f"\n- 为什么问：{question.reason}"
    yield f"- 可选：{'；'.join(one.label for one in question.options)}"
    said = KNOWN.get(question.key)
    firm.answer(question.key, said)
    text = "不清楚" if said is None else told(attribute, firm.said[question.key])
    yield f"- 回答：{text}"
    yield f"\n> {firm.standing()}\n"


if __name__ == "__main__":
    sys.stdout.write(page())
