"""Plain SQL, each query saying what it costs."""
