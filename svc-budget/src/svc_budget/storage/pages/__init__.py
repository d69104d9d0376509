"""What pages count, and what words find in the database."""
