"""What can be known of an enterprise or person, and how it is asked for."""
