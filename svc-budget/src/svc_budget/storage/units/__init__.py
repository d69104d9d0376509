"""Budget units as rows."""
