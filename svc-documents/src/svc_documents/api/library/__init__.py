"""Routes over the library as a whole."""
