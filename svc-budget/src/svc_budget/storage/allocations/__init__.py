"""Nodes money goes through, and allocations between them."""
