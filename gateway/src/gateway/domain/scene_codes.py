"""Pictures a phone's camera reads: each opens a page of the mini-program with a scene.

A scene is what WeChat lets a code carry, so the same values work with a code of
WeChat's own and with an ordinary one, which says the scene alone.
"""

from dataclasses import dataclass
from typing import Literal

SCENE = r"^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$"
PAGE = r"^[0-9A-Za-z_-][0-9A-Za-z/_-]{0,127}$"

Drawn = Literal["png", "svg"]


@dataclass(frozen=True, slots=True)
class SceneCode:
    """A page of the mini-program, and what it is opened with; no parameters in the page."""

    scene: str
    page: str = "pages/kiosk/kiosk"
    side: int = 430


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it was drawn; its media type may be another than was wished."""

    media_type: str
    content: bytes
