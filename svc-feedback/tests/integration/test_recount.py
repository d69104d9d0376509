"""The counters equal an independent recount, whatever happened."""

import random
from asyncio import gather
from collections import Counter
from typing import Any
from uuid import UUID

from feedback_building import Feedback, a_person, an_answer

MATTERS = ["HC-YJS-0001", "HC-YJS-0002"]
ORGANS = [UUID(int=n) for n in range(1, 4)]
SEED = 20260105


async def test_figures_equal_a_recount_of_a_random_history(feedback: Feedback) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a history to repeat, not a secret
    offered: Counter[str] = Counter()
    given: Counter[tuple[str, int]] = Counter()
    sending = []
    for _ in range(40):
        zhang, matter = a_person(), chance.choice(MATTERS)
        organs = tuple(chance.sample(ORGANS, chance.randint(1, 3)))
        token = await feedback.may_review(zhang, matter_code=matter, organ_ids=organs)
        subjects = [f"matter={matter}", *(f"organ={organ}" for organ in organs)]
        offered.update(subjects)
        if chance.random() < 0.7:
            level = chance.randint(1, 5)
            given.update((subject, level) for subject in subjects)
            sending += [(zhang, an_answer(token, level))] * chance.randint(1, 3)

    await gather(*(feedback.as_(who).post("/api/v1/reviews", json=what) for who, what in sending))

    for subject in offered:
        shown = (await feedback.as_().get(f"/api/v1/reviews/summary?{subject}")).json()
        assert shown == recounted(shown, offered[subject], [given[subject, n] for n in range(1, 6)])


def recounted(shown: dict[str, Any], opportunities: int, counts: list[int]) -> dict[str, Any]:
    """The same figures by plain arithmetic over the levels 1 to 5."""
    reviews = sum(counts)
    return shown | {
        "opportunities": opportunities,
        "reviews": reviews,
        "levels": [each | {"count": counts[each["level"] - 1]} for each in shown["levels"]],
        "active_rate": round(reviews / opportunities, 6),
        "bad_rate": round((counts[0] + counts[1]) / reviews, 6),
        "satisfaction_strict": round((counts[3] + counts[4]) / reviews, 6),
        "satisfaction_wide": round(sum(counts[2:]) / reviews, 6),
        "mean_score": round(sum(2 * (i + 1) * n for i, n in enumerate(counts)) / reviews, 2),
    }
