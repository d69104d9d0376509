"""What was matched, as rows."""
