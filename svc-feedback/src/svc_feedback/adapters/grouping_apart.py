"""Grouping takes a core for seconds: it is done by a process of its own that ends afterwards.

The process (shared.confined) ends with its owner and holds nothing of it open.
"""

from collections.abc import Sequence
from typing import Any

from shared.confined import MIB, Allowance, Confined, serve
from svc_feedback.adapters.grouping import group
from svc_feedback.domain.voice.themes import Group

APART = "svc_feedback.adapters.grouping_apart"
ALLOWANCE = Allowance(seconds=300, memory=4096 * MIB)
PATIENCE = 310.0  # seconds


class GroupingEnded(Exception):
    """The process that grouped came to an end of its own: too little time or memory."""


async def group_apart(texts: Sequence[str]) -> list[Group]:
    """The groups of masked texts. Raises GroupingEnded, or OSError without a process."""
    confined = Confined("-m", APART, patience=PATIENCE, at_once=1)
    try:
        told = await confined.ask({"texts": list(texts)})
    finally:
        confined.close()
    if told is None:
        raise GroupingEnded
    return [Group(tuple(one["members"]), one["terms"]) for one in told["groups"]]


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The groups of the texts asked about, as they travel."""
    groups = group(asked["texts"])
    return {"groups": [{"members": one.members, "terms": one.terms} for one in groups]}


if __name__ == "__main__":
    serve(answer, ALLOWANCE)
