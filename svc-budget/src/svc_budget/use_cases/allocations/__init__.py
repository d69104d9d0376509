"""Enter allocations, and follow the money."""
