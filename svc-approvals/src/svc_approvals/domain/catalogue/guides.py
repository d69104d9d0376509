"""A person's own guide: the matter as it is for these answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from svc_approvals.domain.catalogue.answers import Answer, read_answers
from svc_approvals.domain.catalogue.conditions import Condition, Values, evaluate
from svc_approvals.domain.catalogue.forms import FormField, FormSection
from svc_approvals.domain.catalogue.materials import Material
from svc_approvals.domain.catalogue.matters import Fee, Matter, SubMatter
from svc_approvals.domain.catalogue.problems import Problem
from svc_approvals.domain.catalogue.process import ProcessNode, longest_path
from svc_approvals.domain.catalogue.questions import Question

HANDED_IN = {"applicant", "certificate"}


@dataclass(frozen=True, slots=True)
class GuideNode:
    """A node of the process; not applicable means skipped (无需办理), and shown so."""

    node: ProcessNode
    applicable: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """What one person has to know, bring, fill in and wait for.

    `problems` are answers that were refused: the guide is made without them.
    `undecided` names answers and form fields that could still change the guide.
    """

    matter: Matter
    answers: Mapping[str, Answer]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    unanswered: tuple[str, ...]
    undecided: tuple[str, ...]
    sub_matters: tuple[SubMatter, ...]
    materials: tuple[Material, ...]
    sections: tuple[FormSection, ...]
    fees: tuple[Fee, ...]
    nodes: tuple[GuideNode, ...]
    promised_days: int
    statutory_days: int
    longest_days: int
    critical_path: tuple[str, ...]

    @property
    def handed_in(self) -> tuple[Material, ...]:
        """The materials the applicant brings or has in the vault."""
        return tuple(one for one in self.materials if one.source in HANDED_IN)

    @property
    def applicable_nodes(self) -> tuple[ProcessNode, ...]:
        """The nodes somebody has to work on."""
        return tuple(entry.node for entry in self.nodes if entry.applicable)


def applicable_keys(matter: Matter, values: Values) -> frozenset[str]:
    """The nodes that are not skipped for these answers and this form."""
    choice = _Selection(values)
    active = frozenset(sub.key for sub in matter.sub_matters if choice.takes(sub.when))
    return frozenset(node.key for node in matter.nodes if choice.runs(node, active))


def resolve(matter: Matter, answers: object, form: Values | None = None) -> Guide:
    """Make the guide for these answers, and for the form as far as it is filled in.

    Never raises for a matter without a cycle, which the checks before publishing
    refuse: what is wrong with the answers is in `problems`.
    """
    taken = read_answers(matter.questions, answers, form or {})
    choice = _Selection({**(form or {}), **taken.given})
    sub_matters = tuple(sub for sub in matter.sub_matters if choice.takes(sub.when))
    active = frozenset(sub.key for sub in sub_matters)
    nodes = tuple(GuideNode(node, choice.runs(node, active)) for node in matter.nodes)
    longest, path = longest_path(entry.node for entry in nodes if entry.applicable)
    return Guide(
        matter=matter,
        answers=taken.given,
        problems=taken.problems,
        questions=taken.shown,
        unanswered=taken.missing,
        sub_matters=sub_matters,
        materials=tuple(
            one
            for one in matter.materials
            if _belongs(one.used_by, active) and choice.takes(one.when)
        ),
        sections=_sections(matter, active),
        fees=tuple(fee for fee in matter.fees if choice.takes(fee.when)),
        nodes=nodes,
        promised_days=matter.promised_days,
        statutory_days=matter.statutory_days,
        longest_days=longest,
        critical_path=path,
        undecided=tuple(sorted(choice.needs)),
    )


class _Selection:
    """Judges conditions over one person's values and remembers what was missing."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.needs: set[str] = set()

    def takes(self, condition: Condition | None) -> bool:
        verdict = evaluate(condition, self.values)
        self.needs |= verdict.needs
        return verdict.holds

    def runs(self, node: ProcessNode, active: frozenset[str]) -> bool:
        return _belongs((node.sub_matter,), active) and self.takes(node.when)


def _belongs(sub_matters: tuple[str, ...], active: frozenset[str]) -> bool:
    """Asked by a sub-matter that applies, or by the matter itself."""
    named = [key for key in sub_matters if key]
    return not named or any(key in active for key in named)


Claims: TypeAlias = Mapping[str, tuple[str, ...]]


def claims(matter: Matter) -> Claims:
    """Which sub-matters ask for each data item."""
    return {
        field.key: tuple(sub.key for sub in matter.sub_matters if field.key in sub.fields)
        for field in matter.form.fields()
    }


def _sections(matter: Matter, active: frozenset[str]) -> tuple[FormSection, ...]:
    """The departments' forms merged: each data item once, where somebody needs it."""
    asked = claims(matter)

    def kept(section: FormSection) -> tuple[FormField, ...]:
        return tuple(one for one in section.fields if _belongs(asked[one.key], active))

    merged = (FormSection(one.key, one.title, kept(one)) for one in matter.form.sections)
    return tuple(section for section in merged if section.fields)
