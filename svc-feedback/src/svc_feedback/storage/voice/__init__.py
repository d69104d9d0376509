"""What many people say, as it is kept."""
