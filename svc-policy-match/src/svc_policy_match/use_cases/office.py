"""What the use cases of this process share: attributes, rules, the policies that hold."""

from dataclasses import dataclass, field

from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.sizes.derived import Derivation
from svc_policy_match.use_cases.matching.shelf import Shelves


@dataclass
class Office:
    """The tools of one process."""

    registry: Registry
    rules: Derivation
    shelves: Shelves = field(init=False)

    def __post_init__(self) -> None:
        self.shelves = Shelves(self.registry)
