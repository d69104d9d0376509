"""Where the money of a fund goes: allocations, balances, breaks, the bounded picture."""
