"""The library as a whole in rows: loaded in bulk, counted, viewed."""
