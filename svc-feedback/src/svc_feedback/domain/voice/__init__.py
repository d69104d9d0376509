"""What many people say: words, themes, and days when a theme is said far more often."""
