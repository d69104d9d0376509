"""The tables of svc-policy-match, declared so that the migrations can be proved against them."""

from svc_policy_match.storage.tables import (
    directory,
    matching,
    policies,
    profile_rows,
    profiles,
    pushes,
)
from svc_policy_match.storage.tables.metadata import metadata

__all__ = [
    "directory",
    "matching",
    "metadata",
    "policies",
    "profile_rows",
    "profiles",
    "pushes",
]
