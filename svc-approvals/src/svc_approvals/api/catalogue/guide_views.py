"""A guide as clients see it."""

from datetime import datetime

from svc_approvals.api.catalogue.fact_views import FeeView, facts_of, fee_view
from svc_approvals.api.catalogue.matter_views import (
    GuideMaterialView,
    GuideNodeView,
    GuideView,
    QuestionView,
)
from svc_approvals.domain.catalogue.guides import Guide, GuideNode
from svc_approvals.domain.catalogue.merged_forms import merged_form
from svc_approvals.storage.catalogue.matters import InForce
from svc_approvals.use_cases.catalogue.guides import Surroundings


def guide_view(
    guide: Guide, found: InForce, around: Surroundings, expected_end: datetime | None
) -> GuideView:
    """The guide with organs by name and the form merged."""
    form = merged_form(guide)
    facts = facts_of(found, around) | {"fees": _fees(guide, around)}
    return GuideView(
        **facts,
        matter_code=guide.matter.code,
        matter_name=guide.matter.name,
        answers=dict(guide.answers),
        questions=[QuestionView.model_validate(one) for one in guide.questions],
        unanswered=list(guide.unanswered),
        undecided=list(guide.undecided),
        sub_matters=[
            {"key": one.key, "name": one.name, "organ": one.organ, "result": one.result}
            for one in guide.sub_matters
        ],
        materials=[GuideMaterialView.model_validate(one) for one in guide.handed_in],
        form_schema=dict(form.schema),
        form_layout=dict(form.layout),
        nodes=[_node(one, around) for one in guide.nodes],
        critical_path=list(guide.critical_path),
        expected_end=expected_end,
    )


def _fees(guide: Guide, around: Surroundings) -> list[FeeView]:
    return [fee_view(one, around) for one in guide.fees]


def _node(entry: GuideNode, around: Surroundings) -> GuideNodeView:
    node = entry.node
    return GuideNodeView(
        key=node.key,
        name=node.name,
        organ=node.organ,
        organ_name=around.organ_name(node.organ),
        kind=node.kind,
        after=list(node.after),
        promised_days=node.promised_days,
        statutory_days=node.lawful_days,
        applicable=entry.applicable,
    )
