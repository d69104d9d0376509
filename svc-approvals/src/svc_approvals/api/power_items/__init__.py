"""Routes of the list of powers."""
