"""The SDK against a small server and a stand-in of `wx`; its tests are written in TypeScript."""

from node_running import CLIENTS, run_tests


async def test_the_sdk_keeps_its_word() -> None:
    tests = sorted((CLIENTS / "ts/tests").glob("*.test.ts"))
    assert tests
    await run_tests(*(f"ts/build/tests/{test.stem}.js" for test in tests))
