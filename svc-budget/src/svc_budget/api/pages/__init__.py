"""Routes of columns, tables, snapshots, search and the glossary."""
