"""Routes of charts."""
