"""What the use cases of this process share: attributes, rules, the policies that hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from svc_policy_match.adapters.registries import EnterpriseRegistry
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.pushes.subscriptions import LifeEvent
from svc_policy_match.domain.sizes.derived import Derivation
from svc_policy_match.use_cases.matching.shelf import Shelves


@dataclass
class Office:
    """The tools of one process."""

    registry: Registry
    rules: Derivation
    enterprises: EnterpriseRegistry
    life_events: Mapping[str, LifeEvent] = field(default_factory=dict)
    shelves: Shelves = field(init=False)

    def __post_init__(self) -> None:
        self.shelves = Shelves(self.registry)

    def events_of(self, theme: str) -> list[str]:
        """The events of life a theme is for."""
        return [code for code, one in self.life_events.items() if theme in one.themes]
