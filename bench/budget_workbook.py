"""One workbook over HTTP: uploaded, read, checked and stored in one request of a real service."""

import time
from pathlib import Path

import httpx2
from budget_books import TREASURER, HandedIn, Size, books_of
from complete_over_http import badge
from grounds import Grounds

CREATED = 201
WARM_UP = 3


def largest(folder: Path, size: Size, count: int) -> list[HandedIn]:
    """Budgets and final accounts of the newest year with the most in them."""
    newest = [one for one in books_of(folder, size, 0, 1) if one.year == size.last_year]
    return sorted(newest, key=lambda one: -one.path.stat().st_size)[:count]


async def upload_times(
    ground: Grounds, client: httpx2.AsyncClient, books: list[HandedIn]
) -> list[float]:
    """Seconds until each is checked, as a new version beside what is published."""
    taken = []
    for number, one in enumerate([*books[:WARM_UP], *books]):
        content = one.path.read_bytes()
        token = badge(ground, TREASURER, "svc-budget")
        began = time.perf_counter()
        answer = await client.post(
            "budget/submissions",
            data={"unit": one.unit.code, "year": str(one.year), "book": one.book.value},
            files={"file": (one.path.name, content)},
            headers={"Authorization": f"Bearer {token}"},
        )
        if number >= WARM_UP:
            taken.append(time.perf_counter() - began)
        if answer.status_code != CREATED:
            raise RuntimeError(answer.text)
    return taken
