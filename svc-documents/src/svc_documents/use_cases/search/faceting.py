"""Count what an answer could be narrowed by, each facet as if it were not narrowed by already."""

from collections.abc import Mapping

from shared.database import UnitOfWork
from svc_documents.storage.search import facets
from svc_documents.storage.search.conditions import Matched, Narrowed
from svc_documents.storage.search.facets import Counts
from svc_documents.use_cases.search.searching import Reading, read
from svc_documents.use_cases.search.wording import Wording


async def count_facets(
    work: UnitOfWork, reading: Reading | None, narrowed: Narrowed, wording: Wording
) -> Mapping[str, Counts]:
    """Every facet's values with their numbers of documents.

    What has most of the words is ranked under the conditions, so such a question is read
    again for each facet that is narrowed by.
    """
    if reading is None:
        return await facets.counted(work, Matched(), narrowed, {})
    without: dict[str, Matched] = {}
    if reading.by_most_words:
        for facet in facets.narrowed_by(narrowed):
            freed = narrowed.without(facet)
            without[facet] = (await read(work, reading.asked.text, freed, wording)).matched
    return await facets.counted(work, reading.matched, narrowed, without)
