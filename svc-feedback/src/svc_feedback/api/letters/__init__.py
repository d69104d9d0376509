"""Letters over HTTP: for writers, readers and those who answer."""
