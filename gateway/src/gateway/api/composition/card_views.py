"""Cards as they are shown."""

from collections.abc import Iterable

from pydantic import BaseModel, Field

from gateway.domain.composition.cards import KINDS, Card, CardKind


class LinkView(BaseModel):
    """What a thing is connected with."""

    rel: str = Field(examples=["cited_by"])
    kind: str = Field(examples=["matter"])
    id: str
    title: str
    href: str


class CardView(BaseModel):
    """One thing at a glance."""

    kind: CardKind
    kind_title: str = Field(examples=["办事事项"])
    id: str = Field(examples=["HC-YJS-0001"])
    title: str = Field(examples=["我要开理发店（个体无房产证）"])
    href: str = Field(description="读取全文的地址", examples=["/api/v1/matters/HC-YJS-0001"])
    summary: str
    organ_name: str
    region_code: str
    date: str | None = Field(examples=["2026-11-20"])
    state: str = Field(description="效力或办理状态，给人看的文字", examples=["有效"])
    dead: bool = Field(description="已失效、已截止或暂停，不能再用")
    links: list[LinkView]


class SectionView(BaseModel):
    """Some cards of one sort, and where the rest is."""

    name: str = Field(examples=["policies"])
    title: str = Field(examples=["惠企政策"])
    total: int | None = Field(description="全部条数；null 表示未计")
    href: str = Field(description="全部列表的地址", examples=["/api/v1/policies"])
    items: list[CardView]


PARTIAL = Field(description="没有及时答复、其内容缺少的服务", examples=[[]])


def card_view(card: Card) -> CardView:
    """One card."""
    return CardView(
        kind=card.kind, kind_title=KINDS[card.kind], id=card.id, title=card.title,
        href=card.href, summary=card.summary, organ_name=card.organ_name,
        region_code=card.region_code, date=card.date, state=card.state, dead=card.dead,
        links=[LinkView.model_validate(each) for each in card.links],
    )  # fmt: skip


def card_views(cards: Iterable[Card]) -> list[CardView]:
    """Some cards."""
    return [card_view(card) for card in cards]
