"""The feed of effect changes: in order, and nobody who follows it misses one."""

import asyncio
from datetime import date

from documents_building import Documents, staff
from effects_building import DAY, in_china, look_all, look_at, until
from relations_building import declare, of_organ

from svc_documents.domain.effects.effects import Force

LAST = date(2026, 11, 30)


async def test_changes_are_read_in_order_page_by_page_and_followed(documents: Documents) -> None:
    for n in range(3):
        await documents.enter(of_organ(force=until(LAST + DAY * n)))
    client = documents.as_()
    await look_all(documents, in_china(LAST + DAY * 2))

    first = (await client.get("/documents/changes?limit=1&count=true")).json()
    second = (await client.get(f"/documents/changes?cursor={first['next_cursor']}")).json()
    followed = second["items"][-1]["position"]
    nothing = (await client.get(f"/documents/changes?after={followed}")).json()
    await look_all(documents, in_china(LAST + DAY * 3))
    news = (await client.get(f"/documents/changes?after={followed}")).json()

    assert first["total"] == 2
    assert [one["since"] for one in (*first["items"], *second["items"])] == [
        "2026-12-01", "2026-12-02",
    ]  # fmt: skip
    assert nothing["items"] == []
    assert [(one["since"], one["effect_title"]) for one in news["items"]] == [
        ("2026-12-03", "失效")
    ]


async def test_what_replaces_is_named_and_filters_hold(documents: Documents) -> None:
    old = await documents.enter(of_organ())
    new = await documents.enter(of_organ(force=Force(first=date(2026, 11, 1))))
    await declare(documents, new, "replaces", old)
    client = documents.as_()

    (change,) = (await client.get("/documents/changes?effect=replaced")).json()["items"]
    none = (await client.get("/documents/changes?effect=lapsed")).json()["items"]
    later = (await client.get("/documents/changes?since=2026-11-26")).json()["items"]
    today = (await client.get("/documents/changes?since=2026-11-25")).json()["items"]

    assert change["replaced_by"]["document_id"] == str(new.document_id)
    assert (none, later, len(today)) == ([], [], 1)


async def test_positions_are_in_the_order_of_commits(documents: Documents) -> None:
    """Commands and workers write at once; a follower who polls meanwhile sees every position."""
    pairs = [
        (await documents.enter(of_organ()), await documents.enter(of_organ())) for _ in range(15)
    ]
    for _ in range(60):
        await documents.enter(of_organ(force=until(LAST)))
    client = documents.as_()
    seen: list[int] = []
    finished = asyncio.Event()

    async def follow() -> None:
        last = False
        while not last:
            last = finished.is_set()
            after = seen[-1] if seen else 0
            page = (await client.get(f"/documents/changes?limit=100&after={after}")).json()
            seen.extend(one["position"] for one in page["items"])

    async def write() -> None:
        commands = [declare(documents, new, "replaces", old) for new, old in pairs]
        await asyncio.gather(*commands, *(look_at(documents, in_china(LAST + DAY)) for _ in "ab"))
        await look_all(documents, in_china(LAST + DAY))
        finished.set()

    await asyncio.gather(follow(), write())

    kept = await documents.pool.fetch("SELECT position FROM effect_change ORDER BY position")
    assert len(kept) == 75
    assert seen == [row["position"] for row in kept]


async def test_unknown_parameters_are_named(documents: Documents) -> None:
    answer = await documents.as_(staff("editor")).get("/documents/changes?sinse=2026-01-01")

    assert answer.status_code == 422
