"""The effect on a day as SQL: what ``Force.on`` says, from the columns of a document's row alone.

For lists and facets, which cannot ask the domain row by row. A property test holds both against
each other over random forces.
"""


def effect_on(day: str = "$1", row: str = "document") -> str:
    """The effect of a row on a day, as text; NULL when no date is known.

    Reads the row's own columns and nothing else: it costs the row, and no index answers it.
    """
    day = f"({day})::date"
    return f"""
CASE WHEN {row}.force_until <= {day} THEN
         CASE {row}.end_cause WHEN 'repealed' THEN 'repealed' WHEN 'replaced' THEN 'replaced'
              ELSE 'lapsed' END
     WHEN {row}.force_from IS NULL THEN NULL
     WHEN {row}.force_from > {day} THEN 'not_yet'
     WHEN {row}.suspended @> {day} THEN 'suspended'
     WHEN {row}.amended_on <= {day} THEN 'amended'
     ELSE 'valid' END
"""


def in_force_on(day: str = "$1", row: str = "document") -> str:
    """Whether a row is in force on a day: valid, amended, or suspended in part.

    NULL dates of the end mean no end; without a beginning nothing is in force.
    """
    day = f"({day})::date"
    return (
        f"({row}.force_from <= {day} AND ({row}.force_until IS NULL OR {row}.force_until > {day}))"
    )
