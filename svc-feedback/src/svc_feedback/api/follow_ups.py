"""What a reviewer added later, as it is shown."""

from typing import Any

from pydantic import BaseModel

from shared.moments import Moment


class FollowUpView(BaseModel):
    """What the reviewer added later."""

    text: str
    written_at: Moment


def follow_up_view(row: Any) -> FollowUpView | None:
    """That of a review; None when nothing was added."""
    if row["followed_up_at"] is None:
        return None
    return FollowUpView(text=row["follow_up_text"], written_at=row["followed_up_at"])
