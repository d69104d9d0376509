"""The demo's library: real laws, what matters cite, papers of the district, those of a province."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.yaml_files import yaml_in
from svc_documents.domain.library.province import province_library
from svc_documents.domain.library.samples import Sample, samples_of
from svc_documents.domain.texts.blocks import plain_of
from svc_documents.domain.texts.markdown import structured_markdown
from svc_documents.use_cases.documents.entering import NewText
from svc_documents.use_cases.library.collections import Edge, load_all, load_laws
from svc_documents.use_cases.library.loading import Loaded


async def load_library(edge: Edge, folder: Path) -> None:
    """All of it in some seconds; safe to repeat."""
    samples = [_loaded(one) for one in samples_of(_read(folder / "library.yaml"))]
    await load_all(edge, "demo", samples)
    await load_laws(edge, folder / "laws.jsonl.gz")
    await load_all(edge, "province", list(_province(folder)))


def _loaded(sample: Sample) -> Loaded:
    if not sample.markdown:
        return Loaded(sample.document)
    blocks = structured_markdown(sample.markdown)
    text = NewText(
        sample.document.title, blocks, plain_of(blocks), applies_from=sample.document.force.first
    )
    return Loaded(sample.document, [text])


def _province(folder: Path) -> Iterator[Loaded]:
    for document in province_library(_read(folder / "province.yaml")):
        yield Loaded(document)


def _read(path: Path) -> Any:
    return yaml_in(path)
