"""Facts: single amounts with all that they mean."""
