"""What is said of the text of a day is said of the text that is given."""

import random
from datetime import date, timedelta

from documents_building import Documents, a_document, a_text

from svc_documents.storage.documents import text_versions
from svc_documents.use_cases.texts.reading import text_on

DAY = timedelta(1)
START = date(2020, 1, 1)


async def test_both_ways_of_asking_agree_on_every_day_of_random_histories(
    documents: Documents,
) -> None:
    dice = random.Random(7)  # noqa: S311 - not a secret
    for _ in range(12):
        days = [dice.choice([None, *(START + DAY * n for n in range(6))]) for _ in range(4)]
        texts = [a_text("通知", f"第{n}版", applies_from=day) for n, day in enumerate(days)]
        document = await documents.enter(a_document(), *texts)
        async with documents.bench.unit_of_work() as work:
            for day in (START + DAY * n for n in range(-1, 8)):
                said = await text_versions.said_on(work, document.document_id, day)
                text = await text_on(work, document.document_id, day)
                assert said is not None
                assert (said["version"], said["versions"]) == (text.number, 4), (days, day)
                if text.applies_from and text.applies_from > day:
                    assert all(one is not None and one > day for one in days)
