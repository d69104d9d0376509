"""Match sessions as rows."""
