"""Examine answers a moment after they were taken, so that none waits for it."""

from collections.abc import Mapping
from typing import Any

from shared.database import UnitOfWork
from shared.events.feedback import ReviewFlagged
from svc_feedback.domain.judging.doubts import Surroundings, Thresholds, doubts
from svc_feedback.domain.judging.likeness import likeness, trigrams
from svc_feedback.storage.judging import examining
from svc_feedback.storage.judging.examining import Answered

AT_ONCE = 50


async def examine_reviews(work: UnitOfWork, limits: Thresholds) -> int:
    """Note every doubt about the oldest answers nobody has examined; how many they were."""
    answers = await examining.unexamined(work, AT_ONCE)
    for answered in answers:
        await _examine(work, answered, limits)
    if answers:
        await examining.mark_examined(work, [each.review_id for each in answers])
    return len(answers)


async def _examine(work: UnitOfWork, answered: Answered, limits: Thresholds) -> None:
    around = Surroundings(
        **await _counts(work, answered, limits),
        likeness=await _likest(work, answered, limits),
        staff_no=answered.staff_no,
        of_visit=answered.of_visit,
    )
    found = list(doubts(answered.circumstances, around, limits))
    for doubt, detail in found:
        await examining.flag(work, answered.review_id, doubt, detail)
    if found:
        reasons = tuple(str(doubt) for doubt, _ in found)
        told = ReviewFlagged(
            review_id=answered.review_id, matter_code=answered.matter_code, reasons=reasons
        )
        await work.announce(answered.review_id, told)


async def _counts(work: UnitOfWork, answered: Answered, limits: Thresholds) -> Mapping[str, Any]:
    """Only what can raise a doubt is counted."""
    counts: dict[str, int] = {}
    if answered.circumstances.source:
        counts["from_address"] = await examining.from_address(work, answered, limits.span)
    if answered.circumstances.device_id:
        counts["from_device"] = await examining.from_device(work, answered, limits.span)
    if answered.staff_no:
        counts["of_staff"] = await examining.of_staff(work, answered, limits.span)
    if answered.window_id:
        counts["in_a_row"] = await examining.in_a_row(work, answered, limits.span)
    return counts


async def _likest(work: UnitOfWork, answered: Answered, limits: Thresholds) -> float:
    own = trigrams(answered.text or "")
    if not own:
        return 0.0
    others = await examining.texts_before(work, answered, limits.compared)
    return max((likeness(own, trigrams(other)) for other in others), default=0.0)
