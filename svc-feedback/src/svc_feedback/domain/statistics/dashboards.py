"""The number that orders the views of a dashboard, for whoever waits for a higher one.

A dashboard counts a day and a month, which begin anew at midnight; a number made of its counts
alone would fall there, and who waits would wait until the new month has as many changes as the
old one. So the day comes first and the changes of its month after it. The whole stays below
2 ** 53, which browsers count exactly.
"""

from datetime import date

MOST_CHANGES = 1 << 32


def number_of(today: date, changes: int) -> int:
    """Higher with every change and with every day."""
    return today.toordinal() * MOST_CHANGES + changes
