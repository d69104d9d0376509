"""The page for operators names every setting, with the default it has."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from gateway.settings import PRIVATE_NETWORKS, GatewaySettings
from shared.settings import ServiceSettings
from svc_approvals.settings import ApprovalsSettings
from svc_budget.settings import BudgetSettings
from svc_documents.settings import DocumentsSettings
from svc_feedback.settings import Settings as FeedbackSettings
from svc_policy_match.settings import PoliciesSettings

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([A-Z_]+)` \| ([^|]+) \|", re.MULTILINE)


def told_under(heading: str) -> dict[str, str]:
    section = PAGE.partition(f"### {heading}\n")[2].partition("\n#")[0]
    return dict(ROW.findall(section))


def as_told(default: Any) -> str:
    if default is PydanticUndefined:
        return "needed"
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if isinstance(default, Path):
        return default.name
    if default == PRIVATE_NETWORKS:
        return "private networks"
    return str(default) if default not in (None, "") else "–"


def defaults(settings: type[ServiceSettings]) -> dict[str, str]:
    fields = settings.model_fields.items()
    return {name.upper(): as_told(field.default) for name, field in fields}


@pytest.mark.parametrize(
    ("heading", "settings"),
    [
        ("svc-approvals", ApprovalsSettings),
        ("svc-budget", BudgetSettings),
        ("svc-documents", DocumentsSettings),
        ("svc-feedback", FeedbackSettings),
        ("svc-policy-match", PoliciesSettings),
        ("gateway", GatewaySettings),
    ],
)
def test_every_setting_of_its_own_stands_on_the_page(
    heading: str, settings: type[ServiceSettings]
) -> None:
    common = defaults(ServiceSettings).items()
    assert told_under(heading) == dict(defaults(settings).items() - common)


def test_every_common_setting_stands_on_the_page() -> None:
    assert told_under("Every service") == defaults(ServiceSettings)
