"""What clerk and person do with a pair of screens."""
