"""Verbs on the library as a whole: load, count, hand out."""
