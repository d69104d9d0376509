"""What stands beside a node of the graph: one read for any number of nodes of a kind.

Every branch is bounded by the number asked for, declared relations before found
ones; one more than that tells that there are more.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.graph.graphs import Neighbour, Node, NodeKey, NodeKind
from svc_documents.storage.effects.effect_on_day import effect_on

SHOWN = f"""
'document', d.document_id::text, d.title, '/api/v1/documents/' || d.document_id,
{effect_on("$2", "d")}
"""
OF_DOCUMENTS = f"""
SELECT w.id::text AS root, e.rel, e.outward, e.kind, e.id, e.title, e.href, e.effect, e.origin,
       e.said, e.articles
FROM unnest($1::uuid[]) w (id) CROSS JOIN LATERAL (
    (SELECT 'issued_by' AS rel, true AS outward, 'organ' AS kind, coalesce(o.code, i.organ_name)
            AS id, i.organ_name AS title, coalesce('/api/v1/organs/' || o.code, '') AS href,
            NULL::text AS effect, 'declared' AS origin, '' AS said, '{{}}'::text[] AS articles
     FROM document i LEFT JOIN organ o USING (organ_id) WHERE i.document_id = w.id)
    UNION ALL
    (SELECT 'about', true, 'theme', i.theme, i.theme, '', NULL, 'declared', '', '{{}}'
     FROM document i WHERE i.document_id = w.id AND i.theme <> '')
    UNION ALL
    (SELECT DISTINCT 'in_topic', true, 'topic', t.topic_id::text, t.title,
            '/api/v1/topics/' || t.topic_id, NULL, 'declared', '', '{{}}'::text[]
     FROM topic_part p JOIN topic t USING (topic_id)
     WHERE p.document_id = w.id AND p.published_on IS NOT NULL AND t.state <> 'draft'
     ORDER BY t.topic_id::text LIMIT $3)
    UNION ALL
    (SELECT DISTINCT 'rests_on', false, t.kind, t.thing_id, t.title, t.href, NULL, 'declared',
            c.reference, c.articles
     FROM citation c JOIN linked_thing t USING (kind, thing_id)
     WHERE c.document_id = w.id AND t.withdrawn_at IS NULL
     ORDER BY t.kind, t.thing_id LIMIT $3)
    UNION ALL
    (SELECT r.kind, true, CASE WHEN t.document_id IS NULL THEN 'unresolved' ELSE 'document' END,
            coalesce(t.document_id::text, r.target_text), coalesce(t.title, r.target_text),
            coalesce('/api/v1/documents/' || t.document_id, ''),
            CASE WHEN t.document_id IS NULL THEN NULL ELSE {effect_on("$2", "t")} END,
            r.origin, r.sentence, r.articles
     FROM relation r LEFT JOIN document t ON t.document_id = r.target_id AND t.is_public
     WHERE r.document_id = w.id AND r.retracted_at IS NULL
     ORDER BY r.origin, t.document_id IS NULL, r.relation_id LIMIT $3)
    UNION ALL
    (SELECT r.kind, false, {SHOWN}, r.origin, r.sentence, r.articles
     FROM relation r JOIN document d USING (document_id)
     WHERE r.target_id = w.id AND r.retracted_at IS NULL AND d.is_public
     ORDER BY r.origin, r.relation_id LIMIT $3)
) e
"""
OF_THINGS = f"""
SELECT w.id AS root, e.rel, e.outward, e.kind, e.id, e.title, e.href, e.effect, e.origin, e.said,
       e.articles
FROM unnest($1::text[]) w (id) CROSS JOIN LATERAL (
    SELECT 'rests_on' AS rel, true AS outward,
           CASE WHEN d.document_id IS NULL THEN 'unresolved' ELSE 'document' END AS kind,
           coalesce(d.document_id::text, c.reference) AS id,
           coalesce(d.title, c.reference) AS title,
           coalesce('/api/v1/documents/' || d.document_id, '') AS href,
           CASE WHEN d.document_id IS NULL THEN NULL ELSE {effect_on("$2", "d")} END AS effect,
           'declared' AS origin, c.reference AS said, c.articles
    FROM citation c LEFT JOIN document d ON d.document_id = c.document_id AND d.is_public
    WHERE c.kind = $4 AND c.thing_id = w.id ORDER BY c.reference LIMIT $3
) e
"""
OF_ORGANS = f"""
SELECT w.id AS root, 'issued_by' AS rel, false AS outward, e.*, 'declared' AS origin, '' AS said,
       '{{}}'::text[] AS articles
FROM unnest($1::text[]) w (id) CROSS JOIN LATERAL (
    SELECT {SHOWN} FROM document d
    WHERE d.is_public AND d.organ_name = coalesce((SELECT name FROM organ WHERE code = w.id), w.id)
    ORDER BY d.issued_on DESC NULLS LAST LIMIT $3
) e (kind, id, title, href, effect)
"""
OF_THEMES = f"""
SELECT w.id AS root, 'about' AS rel, false AS outward, e.*, 'declared' AS origin, '' AS said,
       '{{}}'::text[] AS articles
FROM unnest($1::text[]) w (id) CROSS JOIN LATERAL (
    SELECT {SHOWN} FROM document d WHERE d.is_public AND d.theme = w.id AND d.theme <> ''
    ORDER BY d.issued_on DESC NULLS LAST LIMIT $3
) e (kind, id, title, href, effect)
"""
OF_TOPICS = f"""
SELECT w.id AS root, 'in_topic' AS rel, false AS outward, e.*, 'declared' AS origin, '' AS said,
       '{{}}'::text[] AS articles
FROM unnest($1::text[]) w (id) CROSS JOIN LATERAL (
    SELECT DISTINCT {SHOWN} FROM topic_part p JOIN topic t USING (topic_id)
    JOIN document d USING (document_id)
    WHERE t.topic_id::text = w.id AND t.topic_id = ANY($4) AND t.state <> 'draft'
      AND p.published_on IS NOT NULL AND d.is_public
    ORDER BY 2 LIMIT $3
) e (kind, id, title, href, effect)
"""
TOPIC = "SELECT title FROM topic WHERE topic_id = $1 AND state <> 'draft'"
# An article is cited with its paragraphs too: 第三条第二款 is in 第三条, 第三条之一 is not.
OF_ARTICLE = f"""
SELECT $1::text AS root, 'part_of' AS rel, true AS outward, {SHOWN}, 'declared' AS origin,
       '' AS said, '{{}}'::text[] AS articles
FROM document d WHERE d.document_id = $4 AND d.is_public
UNION ALL
(SELECT DISTINCT $1, 'rests_on', false, t.kind, t.thing_id, t.title, t.href, NULL, 'declared',
        c.reference, '{{}}'::text[]
 FROM citation c JOIN linked_thing t USING (kind, thing_id)
 WHERE c.document_id = $4 AND t.withdrawn_at IS NULL AND EXISTS (
     SELECT FROM unnest(c.articles) a WHERE a = $5 OR starts_with(a, $5 || '第'))
 ORDER BY t.kind, t.thing_id LIMIT $3)
UNION ALL
(SELECT $1, r.kind, false, {SHOWN}, r.origin, r.sentence, '{{}}'::text[]
 FROM relation r JOIN document d USING (document_id)
 WHERE r.target_id = $4 AND r.retracted_at IS NULL AND d.is_public AND EXISTS (
     SELECT FROM unnest(r.articles) a WHERE a = $5 OR starts_with(a, $5 || '第'))
 ORDER BY r.origin, r.relation_id LIMIT $3)
"""
THING = "SELECT title, href FROM linked_thing WHERE kind = $1 AND thing_id = $2"


async def of_documents(
    work: UnitOfWork, ids: Collection[UUID], day: date, limit: int
) -> list[Neighbour]:
    """Beside documents (a handful of index look-ups each)."""
    rows = await work.fetch(OF_DOCUMENTS, list(ids), day, limit)
    return [_neighbour(NodeKind.DOCUMENT, row) for row in rows]


async def of_things(
    work: UnitOfWork, kind: NodeKind, ids: Collection[str], day: date, limit: int
) -> list[Neighbour]:
    """Beside matters, policies or funds: what they rest on (indexed)."""
    rows = await work.fetch(OF_THINGS, list(ids), day, limit, kind)
    return [_neighbour(kind, row) for row in rows]


async def of_named(
    work: UnitOfWork, kind: NodeKind, ids: Collection[str], day: date, limit: int
) -> list[Neighbour]:
    """Beside organs or themes: their newest documents (indexed)."""
    sql = OF_ORGANS if kind is NodeKind.ORGAN else OF_THEMES
    rows = await work.fetch(sql, list(ids), day, limit)
    return [_neighbour(kind, row) for row in rows]


async def of_topics(
    work: UnitOfWork, ids: Collection[UUID], day: date, limit: int
) -> list[Neighbour]:
    """Beside topics: the documents that are parts of them (indexed)."""
    rows = await work.fetch(OF_TOPICS, [str(one) for one in ids], day, limit, list(ids))
    return [_neighbour(NodeKind.TOPIC, row) for row in rows]


async def topic(work: UnitOfWork, topic_id: UUID) -> Node | None:
    """A public topic (one row)."""
    title = await work.fetch_value(TOPIC, topic_id)
    key = NodeKey(NodeKind.TOPIC, str(topic_id))
    return None if title is None else Node(key, title, f"/api/v1/topics/{topic_id}")


async def of_article(
    work: UnitOfWork, article_id: str, document_id: UUID, number: str, day: date, limit: int
) -> list[Neighbour]:
    """Beside an article: its document, who rests on it, what changes it (indexed)."""
    rows = await work.fetch(OF_ARTICLE, article_id, day, limit, document_id, number)
    return [_neighbour(NodeKind.ARTICLE, row) for row in rows]


async def thing(work: UnitOfWork, key: NodeKey) -> Node | None:
    """A matter, a policy or a fund by its key (one row)."""
    row = await work.fetch_row(THING, key.kind, key.id)
    return None if row is None else Node(key, row["title"], row["href"])


def _neighbour(root: NodeKind, row: Row) -> Neighbour:
    """A row of any of the reads; all name their columns in this order."""
    own, rel, outward, kind, thing_id, title, href, effect, origin, said, articles = row
    node = Node(NodeKey(NodeKind(kind), thing_id), title, href, effect)
    return Neighbour(
        NodeKey(root, own), node, rel, outward, origin, said, tuple(articles)
    )  # fmt: skip
