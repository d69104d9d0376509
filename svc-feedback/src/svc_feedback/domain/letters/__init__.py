"""Letters to leaders (领导信箱): written by people, answered in time."""
