"""Budget units (预算单位): whose books are published."""
