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
