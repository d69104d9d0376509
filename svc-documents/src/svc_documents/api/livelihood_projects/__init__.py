"""Routes of livelihood projects."""
