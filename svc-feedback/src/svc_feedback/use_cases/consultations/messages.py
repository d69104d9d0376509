"""Messages to those who spoke; the sentence is the gateway's."""

from typing import Final

RESULT: Final = "consultation_result"
TEMPLATES = (RESULT,)
