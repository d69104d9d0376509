"""`python -m svc_approvals serve|work|migrate|check|load`."""

import sys

from svc_approvals.main import main


def run() -> None:
    """Carry out the command and leave with its exit code."""
    sys.exit(main())


if __name__ == "__main__":
    run()
