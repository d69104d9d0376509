"""Pages around the figures: columns, the glossary, what is found by words."""
