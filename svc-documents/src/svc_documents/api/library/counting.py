"""Where this process counts views."""

from typing import Annotated

from fastapi import Depends, Request

from svc_documents.use_cases.library.viewing import ViewCounter


async def counter_of(request: Request) -> ViewCounter:
    """The counter main put together."""
    counter: ViewCounter = request.app.state.views
    return counter


Counting = Annotated[ViewCounter, Depends(counter_of)]
