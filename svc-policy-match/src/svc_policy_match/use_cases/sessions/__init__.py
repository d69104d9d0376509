"""Match sessions (政策导览): asked, answered, changed."""
