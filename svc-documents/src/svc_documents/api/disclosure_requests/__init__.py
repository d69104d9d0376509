"""Routes of requests for disclosure."""
