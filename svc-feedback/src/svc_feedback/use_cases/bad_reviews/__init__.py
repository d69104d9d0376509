"""What is done with bad reviews."""
