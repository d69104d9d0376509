"""Data accounts (数据账户): facts with source, day and expiry; consent; what was looked at."""
