"""Made-up books of governments: income, spending, transfers, debt, funds, insurance, in balance."""
