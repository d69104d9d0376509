"""The approval engine: one case from draft to closed, decided in plain Python."""
