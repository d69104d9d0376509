"""Good and bad reviews, and what comes of them."""
