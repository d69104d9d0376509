"""What the styles of a DOCX say of a paragraph: how high a heading it is, which list it is in."""

import re
from typing import NamedTuple

from lxml import etree

from svc_documents.adapters.source_files.office_xml import W, children, value

NAMED = re.compile(r"(?:heading|标题)\s*([1-6])$", re.IGNORECASE)
HIGHEST = 6
DEEPEST_CHAIN = 20


class Style(NamedTuple):
    """A heading's level (0: none), and the list the style belongs to."""

    level: int = 0
    list_id: str | None = None
    depth: int = 0


def styles_of(root: etree._Element | None) -> dict[str, Style]:
    """Every paragraph style by its id."""
    if root is None:
        return {}
    known = {str(one.get(f"{W}styleId")): one for one in children(root, "style")}
    return {name: _style(known, name) for name in known}


def level_of(properties: etree._Element | None) -> int:
    """The level an outline gives, 0 for body text."""
    said = value(properties, "outlineLvl")
    return int(said) + 1 if said and said.isdecimal() and int(said) < HIGHEST else 0


def list_of(properties: etree._Element | None) -> tuple[str | None, int]:
    """The list a paragraph says it is in, and how deep."""
    numbered = None if properties is None else properties.find(f"{W}numPr")
    depth = value(numbered, "ilvl") or "0"
    return value(numbered, "numId"), int(depth) if depth.isdecimal() else 0


def _style(known: dict[str, etree._Element], name: str) -> Style:
    level, list_id, depth = 0, None, 0
    for _ in range(DEEPEST_CHAIN):
        one = known.get(name)
        if one is None:
            break
        found = NAMED.match(value(one, "name") or "")
        properties = one.find(f"{W}pPr")
        level = level or (int(found[1]) if found else 0) or level_of(properties)
        own, own_depth = list_of(properties)
        if list_id is None and own is not None:
            list_id, depth = own, own_depth
        name = value(one, "basedOn") or ""
    return Style(level, list_id, depth)
