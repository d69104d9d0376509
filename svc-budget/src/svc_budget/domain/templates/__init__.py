"""What tables a book has, and how each is recognised: data, read from ``templates/*.yaml``."""
