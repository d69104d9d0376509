"""`make bench`: take the figures of platform.md 7 that exist, print them, store them.

python bench/run.py [--only sql,http,same,cases100k,reviews,documents,known,relay,budget,
                           policies,navigator,themes,house,cache,fresh] [--pairs 5]
                    [--seconds 5]
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

import budget
import cases100k
import complete_over_http
import document_search
import freshness
import gateway_cache
import known_items
import machine
import navigator
import policies
import relay_throughput
import reporting
import reviews_accepted
import same_job
import sql_layer
import themes
import whole_house
from figures import Figure
from grounds import grounds

Measure = Callable[[int, int], Coroutine[Any, Any, list[Figure]]]


async def sql(pairs: int, seconds: int) -> list[Figure]:
    """The statements of a decision under pgbench."""
    async with grounds(pin=False) as ground:
        return await sql_layer.measure(ground, pairs, seconds)


async def http(pairs: int, seconds: int) -> list[Figure]:
    """A decision over HTTP."""
    async with grounds() as ground:
        return await complete_over_http.measure(ground, pairs, seconds)


async def same(pairs: int, seconds: int) -> list[Figure]:
    """The same job on other engines."""
    async with grounds(pin=False) as ground:
        return await same_job.measure(ground, pairs, seconds)


async def reviews(pairs: int, seconds: int) -> list[Figure]:
    """Reviews over HTTP."""
    async with grounds() as ground:
        return await reviews_accepted.measure(ground, pairs, seconds)


async def many_cases(_: int, __: int) -> list[Figure]:
    """What supervisors, windows and citizens wait for with 100,000 cases."""
    async with grounds() as ground:
        return await cases100k.measure(ground)


async def documents(pairs: int, _: int) -> list[Figure]:
    """What a reader waits for among 100,000 documents."""
    async with grounds(pin=False) as ground:
        return await document_search.measure(ground, pairs)


async def known(_: int, __: int) -> list[Figure]:
    """Whether documents are found by what they are called, beside BM25."""
    async with grounds(pin=False) as ground:
        return await known_items.measure(ground)


async def relay(pairs: int, _: int) -> list[Figure]:
    """The relay's throughput."""
    async with grounds() as ground:
        return await relay_throughput.measure(ground, pairs)


async def budgets(_: int, __: int) -> list[Figure]:
    """A province's budgets at full size."""
    return await budget.measure()


async def all_policies(pairs: int, _: int) -> list[Figure]:
    """Policies and enterprises at full size."""
    async with grounds(pin=False) as ground:
        return await policies.measure(ground, pairs)


async def navigators(_: int, __: int) -> list[Figure]:
    """The next question, and what a few of them bring."""
    return navigator.measure()


async def all_themes(pairs: int, _: int) -> list[Figure]:
    """Themes of what people write."""
    return themes.measure(pairs)


MEASURES: Mapping[str, Measure] = {
    "sql": sql,
    "http": http,
    "same": same,
    "reviews": reviews,
    "cases100k": many_cases,
    "documents": documents,
    "known": known,
    "relay": relay,
    "budget": budgets,
    "policies": all_policies,
    "navigator": navigators,
    "themes": all_themes,
    "house": whole_house.measure,
    "cache": gateway_cache.measure,
    "fresh": freshness.measure,
}


def main(arguments: Sequence[str]) -> int:
    """0 when every figure that has a bar clears it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(MEASURES))
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    asked = parser.parse_args(arguments)
    missed = 0
    for name in asked.only.split(","):
        described = machine.description()
        figures = asyncio.run(MEASURES[name](asked.pairs, asked.seconds))
        reporting.write(figures, described)
        for figure in figures:
            print(reporting.line(figure), flush=True)
            missed += figure.passed is False and figure.conclusive
    print(f"\nStored in {reporting.FOLDER}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
