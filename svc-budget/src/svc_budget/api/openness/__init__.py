"""Routes of openness and of the Budget Law's periods."""
