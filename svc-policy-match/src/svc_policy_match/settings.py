"""What svc-policy-match needs to know to run; environment variables begin with POLICIES_."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings
from svc_policy_match.adapters.catalogue import life_events_in, registry_in, rules_in
from svc_policy_match.adapters.registries import HttpRegistry, LocalRegistry
from svc_policy_match.use_cases.office import Office

HERE = Path(__file__).resolve().parents[2]


class PoliciesSettings(ServiceSettings):
    """What svc-policy-match needs beyond every service's settings."""

    model_config = SettingsConfigDict(
        env_prefix="POLICIES_", extra="ignore", hide_input_in_errors=True
    )

    http_port: int = 8005
    enterprise_registry: str = ""
    demo_dir: Path = HERE / "demo"
    attributes_dir: Path = HERE / "attributes"
    rules_dir: Path = HERE / "rules"

    def office(self) -> Office:
        """The tools of one process; ValueError when its attributes or rules are not in order."""
        registry = registry_in(self.attributes_dir)
        enterprises = (
            HttpRegistry(self.enterprise_registry)
            if self.enterprise_registry
            else LocalRegistry(self.demo_dir / "enterprises.yaml")
        )
        rules, events = rules_in(self.rules_dir, registry), life_events_in(self.rules_dir)
        return Office(registry, rules, enterprises, events)
