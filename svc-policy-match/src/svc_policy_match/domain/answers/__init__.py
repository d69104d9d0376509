"""What is known of one enterprise or person: exactly, partly, or that there is none."""
