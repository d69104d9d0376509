"""Citations as rows, and the documents they could mean."""
