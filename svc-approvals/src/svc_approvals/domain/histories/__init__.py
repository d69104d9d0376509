"""Made-up histories of cases, lived through by the real engine, for load and for demonstration."""
