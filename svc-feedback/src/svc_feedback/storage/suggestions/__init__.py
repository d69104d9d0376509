"""The suggestion box as it is kept."""
