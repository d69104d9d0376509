"""What supervisors look at: figures of ended cases, and by which formula."""
