"""Force and effect as rows: on a day, what was told of it, what was believed before."""
