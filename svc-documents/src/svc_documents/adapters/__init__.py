"""What stands between us and the outside."""
