"""Routes of budget units."""
