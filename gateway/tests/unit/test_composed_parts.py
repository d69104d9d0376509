import asyncio

from gateway.domain.composition.parts import Part, PartAway, gathered


async def _told() -> str:
    return "told"


async def _away() -> str:
    raise PartAway("away")


async def _for_ever() -> str:
    await asyncio.Event().wait()
    raise AssertionError("nobody sets it")


async def test_what_is_away_or_slow_is_left_out_and_its_service_named_once() -> None:
    told = await gathered(
        [
            Part("matters", "approvals", _told),
            Part("places", "approvals", _for_ever),
            Part("policies", "policies", _away),
            Part("inbox", "policies", _away),
        ],
        0.02,
    )

    assert told.told == {"matters": "told"}
    assert told.partial == ["approvals", "policies"]
    assert told.get("places") is None


async def test_parts_are_asked_side_by_side() -> None:
    meeting = asyncio.Barrier(3)

    async def meet() -> int:
        await meeting.wait()  # comes back only when all three are there
        return 1

    told = await gathered([Part(str(n), "documents", meet) for n in range(3)], 5)

    assert (len(told.told), told.partial) == (3, [])
