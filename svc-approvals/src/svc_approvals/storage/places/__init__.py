"""Places as rows, and which of them are near."""
