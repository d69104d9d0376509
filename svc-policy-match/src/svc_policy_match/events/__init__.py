"""What this service does when others tell something."""
