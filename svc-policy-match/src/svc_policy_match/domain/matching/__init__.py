"""All policies against one profile: the bit index, and what it is asked for."""
