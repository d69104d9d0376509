"""A remote look at a draft before it is handed in (预审)."""
