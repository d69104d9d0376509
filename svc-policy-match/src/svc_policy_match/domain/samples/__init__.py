"""Made-up policies and enterprises in numbers, by seed: for figures, never for people."""
