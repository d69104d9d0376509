"""The same known items asked of tantivy (BM25 over pairs of characters); runs in .venv-bench.

Reads lines of JSON from stdin: first the number of documents, then the documents (title and
body as pairs), then the questions. Answers the place of each wanted title among the first ten.
"""

import json
import sys
import tempfile

import tantivy

FIRST, TITLE_WORTH = 10, 3.0


def main() -> None:
    """Index, ask, answer one line of JSON."""
    lines = map(json.loads, sys.stdin)
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("name", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", tokenizer_name="whitespace")
    builder.add_text_field("body", tokenizer_name="whitespace")
    schema = builder.build()
    with tempfile.TemporaryDirectory() as folder:
        index = tantivy.Index(schema, path=folder)
        writer = index.writer(256_000_000, 1)
        for _ in range(next(lines)):
            writer.add_document(tantivy.Document(**next(lines)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        print(json.dumps([place_of(index, schema, one["wanted"], one["pairs"]) for one in lines]))


def place_of(index: tantivy.Index, schema: tantivy.Schema, wanted: str, pairs: list[str]) -> int:
    """Where the wanted title stands among the first ten; 0 when it does not."""
    searcher = index.searcher()
    should = []
    for one in dict.fromkeys(pairs):
        title = tantivy.Query.term_query(schema, "title", one)
        should += [
            (tantivy.Occur.Should, tantivy.Query.boost_query(title, TITLE_WORTH)),
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "body", one)),
        ]
    hits = searcher.search(tantivy.Query.boolean_query(should), FIRST).hits
    names = [searcher.doc(address)["name"][0] for _, address in hits]
    return names.index(wanted) + 1 if wanted in names else 0


if __name__ == "__main__":
    main()
