"""Made-up histories as rows."""
