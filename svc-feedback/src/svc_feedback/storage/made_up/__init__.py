"""Reviews that never were, in the proportions of those of a province, for load tests."""
