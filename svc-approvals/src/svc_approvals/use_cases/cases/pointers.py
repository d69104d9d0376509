"""What may be pointed at in a case, and what it is called: materials, form fields, answers."""

from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.merged_forms import form_fields


def pointer_names(guide: Guide) -> dict[str, str]:
    """The names of everything a supplement or a remark may point at, by pointer."""
    return {
        **{f"materials/{one.code}": f"材料：{one.name}" for one in guide.handed_in},
        **{f"form/{one.key}": f"申请表：{one.title}" for one in form_fields(guide)},
        **{f"answers/{one.key}": f"情形：{one.title}" for one in guide.questions},
    }


def misplaced(guide: Guide, pointers: list[str]) -> list[str]:
    """The pointers that point at nothing, or are given twice."""
    known = pointer_names(guide)
    return sorted({one for one in pointers if one not in known or pointers.count(one) > 1})
