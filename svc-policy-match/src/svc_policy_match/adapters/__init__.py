"""Files and registries outside."""
