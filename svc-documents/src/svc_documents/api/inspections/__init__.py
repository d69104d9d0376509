"""Routes of random inspections."""
