"""The list of powers as rows."""
