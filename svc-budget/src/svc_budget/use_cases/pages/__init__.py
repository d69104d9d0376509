"""Find by words, show a table, show a snapshot."""
