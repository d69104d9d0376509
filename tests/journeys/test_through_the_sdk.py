"""The journeys of all services as front ends make them: over the web, a mini-program, a kiosk."""

import asyncio

import pytest
from node_running import run_tests


@pytest.mark.parametrize("sample", ["mini-program/build/tests/pages", "kiosk/build/tests/kiosk"])
async def test_every_page_of_the_samples_does_what_it_shows(house_url: str, sample: str) -> None:
    async with asyncio.timeout(120):
        await run_tests(f"{sample}.test.js", HOUSE=house_url)


@pytest.mark.parametrize("channel", ["web", "mini_program", "kiosk"])
async def test_everything_is_done_through_the_sdk(house_url: str, channel: str) -> None:
    async with asyncio.timeout(120):
        await run_tests(f"ts/build/tests/journeys/{channel}.test.js", HOUSE=house_url)
