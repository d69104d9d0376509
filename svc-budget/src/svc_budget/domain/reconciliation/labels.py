"""Labels as they are compared: without spaces, numbering and the width of brackets."""

import re

PLAIN = str.maketrans("（），“”", '(),""')
LEADING = re.compile(r"^(?:[\d一二三四五六七八九十]+[、.．])*(?:其中[:：]?)?")


def plain(label: str) -> str:
    """住房公积金 of " 3、住房公积金"."""
    return LEADING.sub("", re.sub(r"\s", "", label)).translate(PLAIN)
