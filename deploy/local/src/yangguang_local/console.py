"""What people see: one line at a time, with the name of who says it."""

import os
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

TELL_FD = "YANGGUANG_TELL_FD"  # the number of a pipe to whoever waits for `make up`
COLOURS = (32, 33, 34, 35, 36, 92, 93, 94, 95, 96)
BOLD, RED = 1, 31
NAME_WIDTH = 15


def wants_colour(stream: TextIO) -> bool:
    """Colours are for a person's terminal, unless they said no."""
    return stream.isatty() and "NO_COLOR" not in os.environ


@dataclass
class Console:
    """Prints; a reader who has gone away does not stop the house."""

    stream: TextIO = field(default_factory=lambda: sys.stdout)
    also: TextIO | None = None  # who waits for `make up`
    coloured: bool = False

    def say(self, text: str) -> None:
        """The house speaks: progress, addresses, restarts."""
        self._write(self.stream, self._painted("yangguang", text, BOLD))
        if self.also is not None:
            self._write(self.also, text)

    def complain(self, text: str) -> None:
        """The house has bad news."""
        self._write(self.stream, self._painted("yangguang", text, RED))
        if self.also is not None:
            self._write(self.also, text)

    def hearing(self, name: str, chosen: Callable[[str], bool] = bool) -> Callable[[str], None]:
        """Give a child a voice; lines that are not chosen stay unsaid."""
        colour = COLOURS[zlib.crc32(name.encode()) % len(COLOURS)]

        def hear(line: str) -> None:
            if chosen(line):
                self._write(self.stream, self._painted(name, line, colour))

        return hear

    def _painted(self, name: str, line: str, colour: int) -> str:
        if not self.coloured:
            return f"{name:<{NAME_WIDTH}} | {line}"
        return f"\x1b[{colour}m{name:<{NAME_WIDTH}} |\x1b[0m {line}"

    def _write(self, stream: TextIO, line: str) -> None:
        try:
            stream.write(line + "\n")
            stream.flush()
        except (BrokenPipeError, ValueError):
            self._forget(stream)

    def _forget(self, stream: TextIO) -> None:
        """Go on into the void: the data matters more than the audience."""
        if stream is self.also:
            self.also = None
        else:
            self.stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  for good


def own_console() -> Console:
    """The console of this process; its children do not learn of the pipe."""
    told = os.environ.pop(TELL_FD, None)
    also = os.fdopen(int(told), "w", encoding="utf-8") if told else None
    return Console(sys.stdout, also, coloured=wants_colour(sys.stdout))


def worth_a_look(line: str) -> bool:
    """Of what the servers say, people see what went wrong; the rest is their everyday."""
    marks = ("WARNING:", "ERROR:", "FATAL:", "PANIC:", "[WRN]", "[ERR]", "[FTL]")
    expected = ("Plaintext passwords detected",)
    return any(mark in line for mark in marks) and not any(words in line for words in expected)
