"""Which service answers which first segment of a path, and on what terms.

The whole of contracts.md 1 in one table. A service without a configured
address is not routed: its segments are as unknown as any other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

PREFIX = b"/api/v1/"
MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Service:
    """A service behind the gateway; `audience` is whom its internal tokens name."""

    key: str
    audience: str
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """The terms on which one segment is let through.

    `traceless` requests leave no line in a log and carry no id, no address and
    no account: the suggestion box must not be traceable to its writer.
    """

    segment: str
    service: Service
    rate: str = "address"
    seconds: float = 10.0
    body_limit: int = MEBIBYTE
    upload_limit: int = 21 * MEBIBYTE
    traceless: bool = False
    tags: tuple[str, ...] = ()


SERVICES = (
    Service(
        "documents",
        "svc-documents",
        (
            "documents",
            "basis",
            "graph",
            "topics",
            "columns",
            "resource-map",
            "livelihood-projects",
            "disclosure-requests",
            "inspections",
        ),
    ),
    Service("budget", "svc-budget", ("budget",)),
    Service(
        "approvals",
        "svc-approvals",
        (
            "matters",
            "booklet",
            "places",
            "power-items",
            "cases",
            "desk",
            "tasks",
            "track",
            "certificates",
            "supervision",
            "deliveries",
        ),
    ),
    Service(
        "policies",
        "svc-policy-match",
        ("policies", "match", "profiles", "inbox", "subscriptions", "attributes", "policy-stats"),
    ),
    Service(
        "feedback",
        "svc-feedback",
        (
            "reviews",
            "review-devices",
            "bad-reviews",
            "appeals",
            "suggestions",
            "letters",
            "consultations",
            "voice",
            "feedback-stats",
        ),
    ),
)

GATEWAY = Service(
    "gateway",
    "gateway",
    (
        "auth",
        "me",
        "home",
        "search",
        "trace",
        "status",
        "stats",
        "kiosks",
        "organs",
        "regions",
        "calendar",
    ),
)

RATES = {"track": "track", "auth": "login"}
STRICTER = {  # a code can be guessed at here as well
    PREFIX + b"certificates/verify": "track",
    PREFIX + b"desk/sessions/join": "track",
    PREFIX + b"reviews/codes": "track",
    PREFIX + b"kiosks/token": "login",
    PREFIX + b"kiosks/sessions/scan": "track",
    PREFIX + b"kiosks/sessions/confirm": "track",
}
TRACELESS = frozenset({"suggestions"})
TRACELESS_PATHS = tuple(f"{PREFIX.decode()}{segment}" for segment in TRACELESS)
# Segments with public pages, and the nouns whose facts change them. Others are never looked at.
DOCUMENT, MATTER, POLICY, FUND = (
    "documents.document", "approvals.matter", "policies.policy", "budget.fund",
)  # fmt: skip
TAGS: dict[str, tuple[str, ...]] = {
    "documents": (DOCUMENT, "documents.collection", "documents.clean_up", "documents.topic"),
    "graph": (DOCUMENT, "documents.topic"),
    "topics": ("documents.topic", DOCUMENT),
    "columns": ("documents.column", DOCUMENT),
    "resource-map": ("documents.resource_place",),
    "livelihood-projects": ("documents.livelihood_project", "documents.idea_call"),
    "disclosure-requests": ("documents.disclosure_request",),
    "inspections": ("documents.inspection",),
    "budget": (FUND, "budget.submission", "budget.disclosure", "budget.execution", DOCUMENT),
    "matters": (MATTER, "approvals.basis", DOCUMENT, "feedback.bad_review"),
    "booklet": (MATTER,),
    "places": ("approvals.place",),
    "power-items": ("approvals.power_list",),
    "certificates": ("approvals.certificate",),
    "policies": (POLICY, "policies.basis", DOCUMENT, FUND),
    "attributes": (POLICY,),
    "policy-stats": (POLICY, "policies.match"),
    "reviews": ("feedback.review", "feedback.opportunity", "feedback.bad_review"),
    "bad-reviews": ("feedback.bad_review", "feedback.appeal"),
    "feedback-stats": ("feedback.review", "feedback.bad_review", "feedback.figures"),
    "letters": ("feedback.letter",),
    "consultations": ("feedback.consultation", "feedback.opinion"),
    "voice": ("feedback.topic", "feedback.proposal"),
    "organs": ("identity.organ",),
    "regions": ("identity.organ",),
    "calendar": ("identity.calendar",),
}
COMPOSED = {  # our own public answers, and the segments whose pages they are made of
    "home": ("documents", "matters", "policies", "budget", "consultations", "topics", "reviews"),
    "search": ("documents", "matters", "policies", "budget", "places", "resource-map"),
    "stats": ("documents", "matters", "policies", "budget", "reviews"),
    "trace": ("documents", "matters", "policies", "budget", "reviews", "certificates"),
}
FIGURES = "approvals.figures"
STATISTICS = b"/statistics"
ON_THE_WALK = ("approvals.case", "policies.application", "budget.allocation")
TAGS |= {
    name: tuple(dict.fromkeys(noun for segment in made_of for noun in TAGS[segment]))
    for name, made_of in COMPOSED.items()
}
TAGS["trace"] += ON_THE_WALK
for shows_figures in ("home", "stats"):
    TAGS[shows_figures] += (FIGURES,)
NOUNS = frozenset(noun for nouns in TAGS.values() for noun in nouns)


def table(configured: Collection[str]) -> Mapping[bytes, Route]:
    """First segment -> terms, for our own segments and those of the configured services."""
    served = [service for service in SERVICES if service.key in configured]
    return {
        segment.encode(): Route(
            segment,
            service,
            rate=RATES.get(segment, "address"),
            traceless=segment in TRACELESS,
            tags=TAGS.get(segment, ()),
        )
        for service in [GATEWAY, *served]
        for segment in service.segments
    }


def service_of(routes: Mapping[bytes, Route], target: str) -> str:
    """The key of the service that answers a path with its query; empty when none does."""
    route = routes.get(first_segment(target.partition("?")[0].encode()))
    return route.service.key if route is not None else ""


def rate_of(route: Route, path: bytes) -> str:
    """The policy under which a path is asked: its own, or its segment's."""
    return STRICTER.get(path, route.rate)


def tags_of(route: Route, path: bytes) -> tuple[str, ...]:
    """The nouns whose facts change what is at a path: its segment's; of figures what is counted.

    A guide is not dropped because cases of its matter end, the statistics beside it are.
    """
    counts = route.segment == "matters" and path.endswith(STATISTICS)
    return (*route.tags, FIGURES) if counts else route.tags


def first_segment(path: bytes) -> bytes:
    """The whole first segment after `/api/v1/`, or nothing when the path is not of the API.

    A path with dot segments, empty segments or an encoded slash is nobody's:
    what we check must be what the service sees.
    """
    if not path.startswith(PREFIX):
        return b""
    lowered = path.lower()
    if b"//" in path or b"%2f" in lowered or b"/." in lowered.replace(b"%2e", b"."):
        return b""
    return path[len(PREFIX) :].split(b"/", 1)[0]
