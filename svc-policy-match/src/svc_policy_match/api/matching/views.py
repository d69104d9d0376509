"""What is told of a matching: verdicts with their reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from shared.basis.effects import DocumentEffect
from svc_policy_match.api.money import MoneyView, money_view, yuan
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.benefits.stacking import Stacking
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, Truth
from svc_policy_match.domain.explaining.near_misses import NearMiss
from svc_policy_match.domain.explaining.reasons import Reason, reasons
from svc_policy_match.domain.explaining.settling import settling
from svc_policy_match.domain.policies.policies import LEVEL_NAMES, Audience
from svc_policy_match.domain.policies.reading import ReadPolicy
from svc_policy_match.use_cases.matching.matching import Match

STATES = {TRUE: "met", FALSE: "failed", Truth.UNKNOWN: "unknown"}
Verdict = Literal["matched", "undecided", "near"]
SHOWN = 20
MOST_ANSWERS = 200


class MatchRequest(BaseModel):
    """What is known; nobody has to say who they are."""

    audience: Audience = Audience.ENTERPRISE
    use_profile: bool = Field(
        default=False, description="登录后用数据账户中的信息补充（需同意“用数据账户匹配政策”）"
    )
    answers: dict[str, Any] = Field(
        {},
        max_length=MOST_ANSWERS,
        description="属性编码（分年度的写 code@-1）到答案：值，或 value、from、to、unit、has 等",
        examples=[
            {
                "region": "990102",
                "industry": "C",
                "staff": {"value": 35, "unit": "人"},
                "revenue@-1": {"from": 1000, "to": 2000, "unit": "万元"},
                "honours": {"has": ["hitech"]},
            }
        ],
    )


class KnownView(BaseModel):
    """A value a condition was judged on."""

    key: str
    title: str
    text: str


class ConditionView(BaseModel):
    """One condition with its verdict."""

    condition_id: str
    sentence: str = Field(description="政策原文")
    state: Literal["met", "failed", "unknown"]
    known: list[KnownView]


class OpenView(BaseModel):
    """Something whose answer may settle the policy."""

    key: str
    title: str
    question: str


class GapView(BaseModel):
    """Something that is missing."""

    condition_id: str
    key: str
    title: str
    sentence: str
    now: str
    wanted: str
    short_by: str = Field(examples=["还差 0.6 个百分点"])


class ResultView(BaseModel):
    """One policy, its verdict and why."""

    policy_id: UUID
    code: str
    version: int
    title: str
    level_name: str
    kind: str
    organ_name: str
    verdict: Verdict
    conditions: list[ConditionView]
    settled_by: list[OpenView] = Field(description="待确认的：回答哪些问题即可确认")
    gaps: list[GapView] = Field(description="差一步的：差在哪里")
    benefit: MoneyView
    benefit_text: str
    closes_on: date | None
    days_left: int | None
    excludes: list[UUID] = Field(description="不能同时享受的政策")
    flag: str = Field(description="依据失效等提示，没有时为空")


class ChosenView(BaseModel):
    """A policy of the best combination."""

    policy_id: UUID
    title: str
    benefit: MoneyView


class LeftOutView(BaseModel):
    """A matched policy that does not go with those chosen."""

    policy_id: UUID
    title: str
    instead: list[UUID]


class CombinationView(BaseModel):
    """What goes together and is worth most."""

    chosen: list[ChosenView]
    total: MoneyView
    left_out: list[LeftOutView]
    capped: list[str] = Field(description="累计限额，原文")


class CountsView(BaseModel):
    """How many policies there are of each verdict."""

    matched: int
    undecided: int
    excluded: int


class MatchView(BaseModel):
    """What matching found."""

    match_id: UUID
    matched_at: datetime
    day: date
    edition: int
    audience: Audience
    counts: CountsView
    confirmed_value: str = Field(description="已确认可享受的金额（元），按最优组合")
    possible_value: str | None = Field(description="可能享受的最高金额；还不能确定上限的为 null")
    matched: list[ResultView]
    undecided: list[ResultView]
    near: list[ResultView]
    combination: CombinationView


class ResultsView(BaseModel):
    """One page of the policies of one verdict."""

    items: list[ResultView]
    next_cursor: str | None
    total: int | None


@dataclass(frozen=True)
class Showing:
    """What results are shown with."""

    match: Match
    registry: Registry
    stacking: Stacking
    effects: Mapping[str, DocumentEffect]

    def result(self, one: ReadPolicy, verdict: Verdict, miss: NearMiss | None = None) -> ResultView:
        """One policy and why."""
        answers, said = self.match.answers, one.said
        effect = self.effects.get(said.basis_reference)
        settled = settling(one.condition, answers, self.registry) if verdict == "undecided" else []
        return ResultView(
            policy_id=one.policy_id, code=one.code, version=one.version, title=said.title,
            level_name=LEVEL_NAMES[said.level], kind=said.kind, organ_name=said.organ_name,
            verdict=verdict,
            conditions=[_condition(each) for each in self._reasons(one)],
            settled_by=[
                OpenView(key=each.key, title=each.title, question=each.question)
                for each in settled
            ],
            gaps=_gaps(miss), benefit=money_view(self.match.outcome.values[one.policy_id]),
            benefit_text=str(said.benefit.get("text", "")), closes_on=said.closes_on,
            days_left=None if said.closes_on is None else (said.closes_on - self.match.day).days,
            excludes=sorted(UUID(each) for each in self.stacking.excluded_by(str(one.policy_id))),
            flag=effect.flag("本政策的依据") + "暂停申报。"
            if effect is not None and effect.is_dead else "",
        )  # fmt: skip

    def _reasons(self, one: ReadPolicy) -> list[Reason]:
        return reasons(one.condition, self.match.answers, self.registry)

    def view(self) -> MatchView:
        """The first of each verdict, and what goes together."""
        run, outcome = self.match.run, self.match.outcome
        return MatchView(
            match_id=run.match_id, matched_at=run.matched_at, day=self.match.day,
            edition=run.edition, audience=Audience(run.audience or Audience.ENTERPRISE),
            counts=CountsView(
                matched=len(outcome.matched), undecided=len(outcome.undecided),
                excluded=outcome.excluded,
            ),
            confirmed_value=yuan(outcome.confirmed) or "0.00",
            possible_value=yuan(outcome.possible),
            matched=[self.result(one, "matched") for one in outcome.matched[:SHOWN]],
            undecided=[self.result(one, "undecided") for one in outcome.undecided[:SHOWN]],
            near=[self.result(one, "near", miss) for one, miss in outcome.near[:SHOWN]],
            combination=self.combination(),
        )  # fmt: skip

    def combination(self) -> CombinationView:
        """What goes together and is worth most."""
        found, outcome = self.match.outcome.combination, self.match.outcome
        titles = {str(one.policy_id): one for one in outcome.matched}
        chosen = [titles[one] for one in found.chosen]
        return CombinationView(
            chosen=[
                ChosenView(
                    policy_id=one.policy_id, title=one.said.title,
                    benefit=money_view(outcome.values[one.policy_id]),
                )
                for one in chosen
            ],
            total=money_view(found.value),
            left_out=[
                LeftOutView(
                    policy_id=UUID(one), title=titles[one].said.title,
                    instead=[UUID(each) for each in instead],
                )
                for one, instead in found.instead.items()
            ],
            capped=[self.match.sentences.get(one.policies, "") for one in found.capped],
        )  # fmt: skip


def shown_references(match: Match) -> list[str]:
    """What the policies that are shown rest on."""
    outcome = match.outcome
    each: Sequence[ReadPolicy] = [
        *outcome.matched[:SHOWN], *outcome.undecided[:SHOWN], *(one for one, _ in outcome.near),
    ]  # fmt: skip
    return sorted({one.said.basis_reference for one in each if one.said.basis_reference})


def _condition(reason: Reason) -> ConditionView:
    return ConditionView.model_validate(
        {
            "condition_id": reason.leaf_id,
            "sentence": reason.sentence,
            "state": STATES[reason.truth],
            "known": [
                KnownView(key=one.key, title=one.title, text=one.text) for one in reason.known
            ],
        }
    )


def _gaps(miss: NearMiss | None) -> list[GapView]:
    if miss is None:
        return []
    return [
        GapView(
            condition_id=one.leaf_id, key=one.key, title=one.title, sentence=one.sentence,
            now=one.now, wanted=one.wanted, short_by=one.short_by,
        )
        for one in miss.gaps
    ]  # fmt: skip
