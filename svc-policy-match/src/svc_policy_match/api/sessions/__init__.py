"""Match sessions over HTTP."""
