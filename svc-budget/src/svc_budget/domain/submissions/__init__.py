"""Submissions: a workbook for a unit, year and book, from its upload to its publication."""
