"""Walk-ins as rows."""
