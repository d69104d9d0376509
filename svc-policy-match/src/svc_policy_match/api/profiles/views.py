"""What people see of their data account, and what they send."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from svc_policy_match.domain.answers.answers import Answer
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.explaining.wording import titled, told
from svc_policy_match.domain.policies.policies import Audience
from svc_policy_match.domain.profiles.consents import USE_NAMES, Consent, Use
from svc_policy_match.domain.profiles.facts import (
    SOURCE_NAMES,
    Fact,
    Source,
    Stating,
    key_of,
)
from svc_policy_match.storage.profiles.profiles import Profile
from svc_policy_match.use_cases.profiles.keeping import MOST_FACTS

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,60}$")]


class StatingRequest(BaseModel):
    """One thing said."""

    attribute: Code = Field(examples=["staff"])
    year: int | None = Field(
        None, ge=1900, le=2200, description="分年度的属性填写", examples=[2025]
    )
    answer: Any = Field(examples=[{"value": 35, "unit": "人"}])

    def stating(self) -> Stating:
        """As the domain takes it."""
        return Stating(self.attribute, self.answer, self.year)


class FactsRequest(BaseModel):
    """Things said, all of them or none are kept."""

    facts: list[StatingRequest] = Field(min_length=1, max_length=MOST_FACTS)


class RegistryRequest(BaseModel):
    """Whose registered data are asked for."""

    credit_code: Annotated[str, StringConstraints(min_length=1, max_length=40)] = Field(
        examples=["91990102MA0000001D"]
    )


class ConsentRequest(BaseModel):
    """Agree, or take it back."""

    given: bool


class FactView(BaseModel):
    """One thing known."""

    attribute: str
    title: str
    year: int | None
    answer: Any
    text: str
    source: Source
    source_name: str
    stated_at: datetime
    valid_until: date | None
    believed: bool = Field(description="同一事项有多个来源时采信的那一个，过期的不采信")


class FactsView(BaseModel):
    """All that is known."""

    items: list[FactView]


class ConsentView(BaseModel):
    """One use of what is known."""

    use: Use
    use_name: str
    given: bool
    since: datetime | None


class ProfileView(BaseModel):
    """A data account."""

    account_id: UUID
    audience: Audience
    credit_code: str
    version: int
    made_at: datetime
    consents: list[ConsentView]
    facts: int


class AccessView(BaseModel):
    """Who looked at an account, and what for."""

    access_id: UUID
    at: datetime
    who: str
    purpose: str


class ExportView(BaseModel):
    """All that is kept of an account."""

    profile: ProfileView
    facts: list[FactView]
    accesses: list[AccessView]


def profile_view(
    profile: Profile, consents: Mapping[Use, Consent], facts: list[Fact]
) -> ProfileView:
    """As it is shown: every use, agreed to or not."""
    return ProfileView(
        account_id=profile.account_id, audience=Audience(profile.audience),
        credit_code=profile.credit_code, version=profile.version, made_at=profile.made_at,
        consents=[consent_view(use, consents.get(use)) for use in Use], facts=len(facts),
    )  # fmt: skip


def consent_view(use: Use, one: Consent | None) -> ConsentView:
    """One use."""
    return ConsentView(
        use=use, use_name=USE_NAMES[use], given=one is not None and one.given,
        since=None if one is None else one.since,
    )  # fmt: skip


def fact_views(
    facts: list[Fact], answers: Mapping[str, Answer], registry: Registry, today: date
) -> list[FactView]:
    """Each fact, and whether it is the one that is believed."""
    best: dict[tuple[str, int | None], Fact] = {}
    for one in facts:
        place = (one.attribute, one.year)
        if one.holds_on(today) and (place not in best or one.weight > best[place].weight):
            best[place] = one
    believed = list(best.values())
    return [_fact_view(one, answers, registry, today, believed=one in believed) for one in facts]


def _fact_view(
    one: Fact, answers: Mapping[str, Answer], registry: Registry, today: date, *, believed: bool
) -> FactView:
    key = key_of(one.attribute, None if one.year is None else one.year - today.year)
    attribute = registry.get(one.attribute)
    return FactView(
        attribute=one.attribute, title="" if attribute is None else titled(attribute, key),
        year=one.year, answer=one.said,
        text=told(attribute, answers.get(key)) if believed else "",
        source=one.source, source_name=SOURCE_NAMES[one.source], stated_at=one.stated_at,
        valid_until=one.valid_until, believed=believed,
    )  # fmt: skip
