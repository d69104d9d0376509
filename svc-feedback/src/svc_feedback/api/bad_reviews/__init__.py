"""Routes of bad reviews and appeals."""
