"""Ask for a pre-review, and answer one."""
