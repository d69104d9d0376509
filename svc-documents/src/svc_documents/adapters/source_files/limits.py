"""What a file may cost while it is read; the reading process dies beyond it."""

import resource

MIB = 1024 * 1024
SECONDS = 8
MEMORY = 1024 * MIB


def confine() -> None:
    """From here on: little time, little memory, no new files, no other processes."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
