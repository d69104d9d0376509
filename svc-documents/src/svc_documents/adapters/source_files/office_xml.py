"""The XML inside a DOCX: read without entities, networks or more than a part may hold."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from svc_documents.domain.texts.sources import SourceEncrypted, SourceTooComplex, SourceUnreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_UNPACKED = 32 * 1024 * 1024
ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError)


def parts(path: Path, *names: str) -> list[etree._Element | None]:
    """The parts of these names, nothing for one that is not there.

    Refused with SourceUnreadable, SourceEncrypted or SourceTooComplex.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return [_part(package, name) for name in names]
    except BROKEN as fault:
        raise SourceUnreadable from fault


def _part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in package.NameToInfo:
        return None
    about = package.getinfo(name)
    if about.flag_bits & ENCRYPTED:
        raise SourceEncrypted
    if about.file_size > MOST_UNPACKED:
        raise SourceTooComplex
    with package.open(about) as member:
        content = member.read(MOST_UNPACKED + 1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        deep = "depth" in str(fault).lower()
        raise (SourceTooComplex if deep else SourceUnreadable) from fault
    if root.getroottree().docinfo.doctype:
        raise SourceUnreadable  # no office program writes one; it only serves to declare entities
    return root


def value(element: etree._Element | None, name: str, inside: str = "val") -> str | None:
    """What a child says: ``<w:name w:val="...">``."""
    child = None if element is None else element.find(f"{W}{name}")
    said = None if child is None else child.get(f"{W}{inside}")
    return None if said is None else str(said)


def is_on(element: etree._Element | None, name: str) -> bool:
    """Whether a switch is there and not turned off."""
    child = None if element is None else element.find(f"{W}{name}")
    return child is not None and child.get(f"{W}val") not in {"0", "false", "off"}


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The direct children of these names, in their order."""
    wanted = {f"{W}{name}" for name in names}
    return (one for one in element if one.tag in wanted)
