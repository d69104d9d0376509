"""Answers that say what is in force today: cached by anybody, and by nobody past midnight."""

from typing import Any

from fastapi import Depends, Request, Response

from svc_documents.use_cases.effects.midnight import until_midnight


def publicly_today(seconds: int) -> Any:
    """A route dependency as ``publicly``, which no cache holds longer than the day lasts."""

    async def mark(request: Request, response: Response) -> None:
        left = int(until_midnight(request.app.state.now()).total_seconds())
        fresh = min(seconds, left)
        stale = min(seconds * 5, left - fresh)
        response.headers["Cache-Control"] = (
            f"public, max-age={fresh}, stale-while-revalidate={stale}"
        )

    return Depends(mark)
