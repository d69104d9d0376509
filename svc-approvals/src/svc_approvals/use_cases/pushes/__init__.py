"""What is done with pushes."""
