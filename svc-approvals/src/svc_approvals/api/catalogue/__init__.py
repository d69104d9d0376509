"""Routes of matters."""
