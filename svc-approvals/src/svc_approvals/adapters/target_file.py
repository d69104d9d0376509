"""The file in which ops name the departments' systems: key, organ, URL, secret, whether it is used.

- key: tax-core
organ: swj
url: https://core.tax.example/yangguang
secret_files: [tax-core.new, tax-core.old]   # beside this file; the newest first
active: true
"""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from shared.yaml_files import yaml_in
from svc_approvals.domain.addresses import Reach
from svc_approvals.domain.pushes.targets import Target, Targets
from svc_approvals.domain.webhooks import WebhookKeys


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    key: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")
    organ: str = Field(min_length=1)
    url: str
    secret_files: list[str] = Field(min_length=1)
    active: bool = True


_ENTRIES = TypeAdapter(list[_Entry])


def read_targets(path: Path, reach: Reach) -> Targets:
    """The systems by key; ValueError says which entry is wrong, never a secret."""
    raw: Any = yaml_in(path)
    try:
        entries = _ENTRIES.validate_python(raw or [])
    except ValidationError as fault:
        first = fault.errors(include_input=False)[0]
        raise ValueError(f"{path.name}: {first['loc']} {first['msg']}") from None
    targets = [_target(path, entry, reach) for entry in entries]
    by_key = {one.key: one for one in targets}
    if len(by_key) != len(targets):
        raise ValueError(f"{path.name}: a key stands twice")
    return by_key


def _target(path: Path, entry: _Entry, reach: Reach) -> Target:
    complaint = reach.complaint(entry.url)
    if complaint is not None:
        raise ValueError(f"{path.name}: {entry.key}: url {complaint}")
    try:
        texts = [(path.parent / name).read_text("utf-8") for name in entry.secret_files]
        keys = WebhookKeys.of(*texts)
    except (OSError, ValueError) as fault:
        raise ValueError(f"{path.name}: {entry.key}: {fault}") from fault
    return Target(entry.key, entry.organ, entry.url, keys, active=entry.active)
