"""Routes of monthly execution."""
