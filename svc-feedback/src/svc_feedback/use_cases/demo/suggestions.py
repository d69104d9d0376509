"""Slips of the demo's suggestion box."""

from collections.abc import Mapping
from typing import Any

from svc_feedback.domain.receipts import digest_of
from svc_feedback.storage import directory
from svc_feedback.storage.suggestions import suggestions
from svc_feedback.use_cases.demo.days import Begin, demo_id, moment, overseer
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.suggestions.answering import answer_suggestion
from svc_feedback.use_cases.suggestions.writing import Slip, put_suggestion


async def load_suggestions(begin: Begin, office: Office, file: Mapping[str, Any]) -> None:
    """Put the slips in and answer some; safe to repeat."""
    for kept in file["suggestions"]:
        code = await _put_in(begin, office, file["region"], kept)
        if "reply" in kept:
            await _answer(begin, file["region"], kept, code)


async def _put_in(begin: Begin, office: Office, region: str, kept: Mapping[str, Any]) -> str:
    async with begin(moment(-kept["days_ago"])) as work:
        organs = await directory.organs(work)
        organ_id = organs[kept["organ"]].organ_id if "organ" in kept else None
        slip = Slip(demo_id("suggestion", kept["key"]), region, organ_id, kept["text"])
        return (await put_suggestion(work, slip, office.secrets)).receipt_code


async def _answer(begin: Begin, region: str, kept: Mapping[str, Any], code: str) -> None:
    async with begin(moment(-kept["replied_days_ago"])) as work:
        found = await suggestions.by_digest(work, digest_of(code))
        if found is not None and found.reply is None:
            await answer_suggestion(work, overseer(region), found.suggestion_id, kept["reply"])
