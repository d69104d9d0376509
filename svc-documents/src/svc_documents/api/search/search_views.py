"""What people see of a list."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from shared.moments import Moment
from svc_documents.api.documents.document_views import EffectView, effect_view
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.search.highlighting import marked
from svc_documents.storage.graph.linked_things import LinkedThing
from svc_documents.storage.search.rows import ListRow
from svc_documents.use_cases.search.paging import Hit


class ExplainView(BaseModel):
    """Why a document stands where it stands: text × effect × freshness."""

    matched: str = Field(description="named 直接点名、title 标题、body 正文、words 多数词")
    text: float
    effect: float
    freshness: float
    score: float


class LinkedView(BaseModel):
    """A thing that rests on the document or interprets it."""

    rel: str
    kind: str
    id: str
    title: str
    href: str


class DocumentRowView(BaseModel):
    """One row of the library's list."""

    no: int = Field(description="序号", examples=[1])
    document_id: UUID
    title: str = Field(description="文件名称")
    title_html: str = Field(description="标题，命中的词在 <em> 中，其余已转义")
    document_no: str = Field(description="文号")
    registration_no: str = Field(description="统一登记号")
    issued_on: date | None = Field(description="发文日期")
    effect: EffectView = Field(description="效力状态")
    organ_name: str
    document_class: DocumentClass
    kind: str
    category: str
    theme: str
    region_code: str
    stub: bool
    snippet_html: str = Field(description="正文中命中的一段，命中的词在 <em> 中，其余已转义")
    article: str = Field("", description="所问的条款", examples=["第四十五条第一款"])
    linked: list[LinkedView] = Field(description="依据它的事项、政策、资金，以及对它的解读")
    explain: ExplainView | None = Field(None, description="排序的依据，explain=true 时给出")


class FacetValueView(BaseModel):
    """A value and how many documents have it."""

    value: str
    title: str
    documents: int


class DocumentListView(BaseModel):
    """A page of the library, or of an answer."""

    items: list[DocumentRowView]
    next_cursor: str | None = None
    total: int | None = None
    facets: dict[str, list[FacetValueView]] | None = Field(
        None, description="各项取值和件数，每项不受自身条件限制；facets=true 时给出"
    )
    by_most_words: bool = Field(
        default=False, description="没有文件含全部的词，这里是含多数词的文件"
    )
    did_you_mean: str | None = Field(None, description="您要找的是不是")


class SuggestedDocumentView(BaseModel):
    """A document that may be meant."""

    document_id: UUID
    title: str
    document_no: str


class SuggestionsView(BaseModel):
    """What may be meant while somebody types."""

    words: list[str]
    documents: list[SuggestedDocumentView]


class TagView(BaseModel):
    """A word of titles and how many have it."""

    word: str
    documents: int


class TagCloudView(BaseModel):
    """The commonest words of titles."""

    tags: list[TagView]


class SearchInVainView(BaseModel):
    """What was looked for in vain."""

    query: str
    times: int
    last_at: Moment


def row_view(
    hit: Hit, row: ListRow, day: date, words: tuple[str, ...], linked: list[LinkedThing],
    *, article: str = "", explain: bool = False,
) -> DocumentRowView:  # fmt: skip
    """A hit as it is shown."""
    return DocumentRowView(
        no=hit.seen, document_id=row.document_id, title=row.title,
        title_html=marked(row.title, words), document_no=row.document_no,
        registration_no=row.registration_no, issued_on=row.issued_on,
        effect=effect_view(row.effect, day), organ_name=row.organ_name,
        document_class=DocumentClass(row.document_class), kind=row.kind, category=row.category,
        theme=row.theme, region_code=row.region_code, stub=row.stub,
        snippet_html=marked(row.snippet, words), linked=[_linked(one) for one in linked],
        article=article, explain=_explained(hit) if explain else None,
    )  # fmt: skip


def facet_views(facets: Mapping[str, Mapping[str, int]]) -> dict[str, list[FacetValueView]]:
    """Facets as they are shown."""
    return {
        facet: [
            FacetValueView(value=one, title=_title(facet, one), documents=n)
            for one, n in counts.items()
        ]
        for facet, counts in facets.items()
    }


def _title(facet: str, value: str) -> str:
    return Effect(value).label if facet == "effect" else value


def _linked(one: LinkedThing) -> LinkedView:
    return LinkedView(
        rel=one.rel, kind=one.kind, id=one.thing_id, title=one.title, href=one.href
    )  # fmt: skip


def _explained(hit: Hit) -> ExplainView | None:
    score = hit.score
    if score is None:
        return None
    return ExplainView(
        matched=score.matched, text=round(score.text, 4), effect=score.effect,
        freshness=round(score.freshness, 4), score=score.value,
    )  # fmt: skip
