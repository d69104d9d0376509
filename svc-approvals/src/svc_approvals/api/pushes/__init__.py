"""Routes of pushes: for the departments' systems and for their officers."""
