"""Data accounts (数据账户): facts, consents, what was looked at."""
