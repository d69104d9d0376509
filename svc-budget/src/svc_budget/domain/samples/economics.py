"""Basic spending spread over the departmental economic classification of a year."""

from collections.abc import Callable, Mapping

from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.money_flows import ThreePublic

Holds = Callable[[str], bool]
PERSONNEL = {
    "30101": 30,
    "30102": 18,
    "30103": 15,
    "30104": 9,
    "30106": 1,
    "30107": 8,
    "30108": 9,
    "30109": 4,
    "30110": 5,
    "30111": 1,
    "30112": 1,
    "30113": 8,
    "30199": 2,
    "30301": 1,
    "30302": 4,
    "30304": 1,
    "30305": 2,
    "30309": 1,
    "30311": 8,
    "30399": 1,
}
PUBLIC = {
    "30201": 16,
    "30202": 4,
    "30205": 1,
    "30206": 3,
    "30207": 3,
    "30209": 5,
    "30211": 8,
    "30213": 4,
    "30214": 2,
    "30215": 2,
    "30216": 3,
    "30226": 5,
    "30227": 6,
    "30228": 6,
    "30229": 6,
    "30239": 12,
    "30299": 8,
    "31002": 4,
    "31003": 1,
    "31007": 1,
}
RESTRICTED = {"30212": "abroad", "31013": "purchase", "30231": "running", "30217": "reception"}


def spread(
    personnel: int, public: int, restricted: ThreePublic, holds: Holds, draws: Draws
) -> dict[str, int]:
    """By 款; the four restricted items are given, the rest follows its weights."""
    fixed = {code: getattr(restricted, name) for code, name in RESTRICTED.items()}
    rest = public - sum(fixed.values())
    return dict(
        sorted(
            {
                **_parts(personnel, PERSONNEL, holds, draws.under("personnel")),
                **_parts(rest, PUBLIC, holds, draws.under("public")),
                **{code: amount for code, amount in fixed.items() if amount},
            }.items()
        )
    )


def _parts(
    amount: int, weights: Mapping[str, int], holds: Holds, draws: Draws
) -> Mapping[str, int]:
    valid = {code: weight for code, weight in weights.items() if holds(code)}
    return {code: part for code, part in draws.split(amount, valid).items() if part}


def is_personnel(code: str) -> bool:
    """Whether a class or 款 is of 人员经费 (301, 303)."""
    return code[:3] in {"301", "303"}


PROJECTS = {"30227": 30, "30226": 8, "30213": 10, "30299": 20, "31003": 15, "31007": 12, "31006": 9}
GOVERNMENTAL = {  # of organs: the departmental 款, and the governmental one it belongs to
    **dict.fromkeys(("30101", "30102", "30103"), "50101"),
    **dict.fromkeys(("30108", "30109", "30110", "30111", "30112"), "50102"),
    "30113": "50103",
    "30215": "50202",
    "30216": "50203",
    "30217": "50206",
    "30212": "50207",
    **dict.fromkeys(("30218", "30224", "30225"), "50204"),
    **dict.fromkeys(("30203", "30226", "30227"), "50205"),
    "30231": "50208",
    "30213": "50209",
    "30299": "50299",
    "30240": "50299",
    "31013": "50303",
    "31006": "50307",
    **dict.fromkeys(("31002", "31003", "31007"), "50306"),
    **dict.fromkeys(("30301", "30302", "30303"), "50905"),
    **dict.fromkeys(("30304", "30305", "30306", "30307", "30309"), "50901"),
    "30308": "50902",
    "30310": "50903",
}
OTHERS = {"301": "50199", "302": "50201", "303": "50999", "310": "50399"}
OF_INSTITUTIONS = {"301": "50501", "302": "50502", "310": "50601"}


def projects_by_class(amount: int, draws: Draws) -> dict[str, int]:
    """Project spending by 款 of the departmental class."""
    return draws.split(amount, PROJECTS) if amount else {}


def government_class(code: str, *, institution: bool) -> str:
    """The 款 of the governmental class a departmental one belongs to."""
    if institution and code[:3] in OF_INSTITUTIONS:
        return OF_INSTITUTIONS[code[:3]]
    return GOVERNMENTAL.get(code, OTHERS[code[:3]])
