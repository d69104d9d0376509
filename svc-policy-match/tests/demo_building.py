"""The service with the demo's policies."""

from service_building import Policies

from svc_policy_match.use_cases.demo import load_policies


async def with_demo(service: Policies) -> Policies:
    """All policies of the demo are published."""
    office = service.app.state.office
    await load_policies(service.bench.unit_of_work, office, service.settings.demo_dir)
    return service
