"""Where one can go: halls, windows and kiosks."""
