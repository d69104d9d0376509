"""The table of profiles' rows: made for a layout, filled, indexed."""

from collections.abc import Mapping
from uuid import UUID

from shared.database import Connection
from svc_policy_match.domain.answers.answers import Answers, People
from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.rows.cells import Layout, names_of
from svc_policy_match.storage.reverse.where import declared_in

DECLARATIONS = ("declared_yes", "declared_no")
PLACES = ("region", "industry")  # keys with an index, where a layout has them


def tables(layout: Layout, table: str = "profile_row") -> list[str]:
    """Statements that make the tables of profiles and of their people."""
    words = ", ".join(f"{one} text[] NOT NULL DEFAULT '{{}}'" for one in DECLARATIONS)
    made = [f"CREATE TABLE {table} (id uuid NOT NULL, {_columns(layout)}, {words})"]
    made += (
        f"CREATE TABLE {table}_{key} (id uuid NOT NULL, {_columns(of)})"
        for key, of in layout.people().items()
    )
    return made


def indexes(layout: Layout, table: str = "profile_row") -> list[str]:
    """Statements that make their indexes, when the rows are there."""
    made = [f"ALTER TABLE {table} ADD PRIMARY KEY (id)"]
    made += (f"CREATE INDEX ON {table}_{key} (id)" for key in layout.people())
    places = [one for one in PLACES if one in layout.attributes]
    turns = [places[place:] + places[:place] for place in range(len(places))]
    made += (
        f"CREATE INDEX ix_{table}_{'_'.join(one)} ON {table} ({', '.join(one)})" for one in turns
    )
    return made


async def insert_rows(
    connection: Connection,
    layout: Layout,
    profiles: Mapping[UUID, Answers],
    table: str = "profile_row",
) -> None:
    """Profiles as rows, people as rows of their own."""
    rows = [(one, *layout.row(said), *declared_in(said)) for one, said in profiles.items()]
    names = ["id", *layout.names(), *DECLARATIONS]
    await connection.copy_records_to_table(table, records=rows, columns=names)
    for key, of in layout.people().items():
        held = {one: said.get(key) for one, said in profiles.items()}
        people = [
            (one, *of.row(person))
            for one, answer in held.items()
            if isinstance(answer, People)
            for person in answer.known
        ]
        await connection.copy_records_to_table(
            f"{table}_{key}", records=people, columns=["id", *of.names()]
        )


def _columns(layout: Layout) -> str:
    return ", ".join(
        f"{name} {_type(of)}" for key, of in layout.attributes.items() for name in names_of(key, of)
    )


def _type(attribute: Attribute) -> str:
    """Paths are compared byte by byte, so that what begins alike lies together."""
    if attribute.kind is Kind.TREE:
        return 'text COLLATE "C"'
    return "smallint" if attribute.kind in {Kind.FLAG, Kind.PEOPLE} else "bigint"
