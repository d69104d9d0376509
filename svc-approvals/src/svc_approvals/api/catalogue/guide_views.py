"""A guide as clients see it."""

from collections.abc import Mapping
from datetime import datetime

from svc_approvals.api.catalogue.matter_views import (
    FeeView,
    GuideMaterialView,
    GuideNodeView,
    GuideView,
    QuestionView,
)
from svc_approvals.domain.catalogue.guides import Guide, GuideNode
from svc_approvals.domain.catalogue.merged_forms import merged_form
from svc_approvals.domain.catalogue.notices import hours_in_words


def guide_view(guide: Guide, organ_names: Mapping[str, str], expected_end: datetime) -> GuideView:
    """The guide with organs by name and the form merged."""
    matter, form = guide.matter, merged_form(guide)
    return GuideView(
        matter_code=matter.code,
        matter_name=matter.name,
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
        nodes=[_node(one, organ_names) for one in guide.nodes],
        critical_path=list(guide.critical_path),
        fees=[FeeView.model_validate(one) for one in guide.fees],
        promised_days=guide.promised_days,
        statutory_days=guide.statutory_days,
        place=matter.place,
        hours=hours_in_words(matter.hours),
        consult_phone=matter.consult_phone,
        supervise_phone=matter.supervise_phone,
        expected_end=expected_end,
    )


def _node(entry: GuideNode, organ_names: Mapping[str, str]) -> GuideNodeView:
    node = entry.node
    return GuideNodeView(
        key=node.key,
        name=node.name,
        organ=node.organ,
        organ_name=organ_names.get(node.organ, node.organ),
        kind=node.kind,
        after=list(node.after),
        promised_days=node.promised_days,
        statutory_days=node.statutory_days,
        applicable=entry.applicable,
    )
