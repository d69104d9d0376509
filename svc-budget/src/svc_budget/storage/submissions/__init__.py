"""Submissions as rows: versions, their sheets, what the rules found."""
