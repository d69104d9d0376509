"""Become another program that cannot outlive the process that started it.

Run as a file of its own, without the site packages: it asks the kernel for a
signal at its parent's death, takes on another user if told to, and is then
replaced by the program. (A preexec_fn would do the same, but forking Python
code is not safe beside threads.)

    python -I -S guarded.py <signal> <parent's pid> <uid:gid or -> program arguments...
"""

import ctypes
import os
import sys

SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>


def run(arguments: list[str]) -> None:
    """Change the user first: the kernel forgets the signal when the user changes."""
    signal, parent, user, *program = arguments
    libc = ctypes.CDLL(None)  # while the interpreter's files can still be read
    if user != "-":
        become(user)
    if sys.platform.startswith("linux"):
        libc.prctl(SET_PARENT_DEATH_SIGNAL, int(signal), 0, 0, 0)
    if os.getppid() != int(parent):
        sys.exit("the supervisor ended meanwhile")
    os.execvp(program[0], program)  # noqa: S606  the program is ours, no shell is wanted


def become(user: str) -> None:
    """Give up root for good."""
    uid, gid = (int(number) for number in user.split(":"))
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


if __name__ == "__main__":
    run(sys.argv[1:])
