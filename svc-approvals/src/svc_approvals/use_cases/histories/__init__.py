"""Make histories and write them."""
