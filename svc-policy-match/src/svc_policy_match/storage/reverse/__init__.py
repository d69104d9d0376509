"""One policy against all profiles: its condition as SQL over rows of typed cells."""
