"""Certificates, their types and their uses as rows."""
