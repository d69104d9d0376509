"""The tables of svc-approvals, declared so that the migrations can be proved against them."""

from svc_approvals.storage.tables import (
    cases,
    catalogue,
    certificates,
    decisions,
    deliveries,
    directory,
    places,
    power_items,
    pre_reviews,
    pushes,
    screens,
    supervision,
    walk_ins,
)
from svc_approvals.storage.tables.metadata import metadata

__all__ = [
    "cases",
    "catalogue",
    "certificates",
    "decisions",
    "deliveries",
    "directory",
    "metadata",
    "places",
    "power_items",
    "pre_reviews",
    "pushes",
    "screens",
    "supervision",
    "walk_ins",
]
