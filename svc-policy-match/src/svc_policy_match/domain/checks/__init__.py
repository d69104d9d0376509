"""What is wrong with a policy before it is published, as far as that can be decided."""
