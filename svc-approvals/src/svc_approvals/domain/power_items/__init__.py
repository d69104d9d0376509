"""The list of powers and responsibilities (权责清单)."""
