"""Requests for disclosure as rows."""
