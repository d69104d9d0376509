"""Why a policy fits or does not: each condition with what is known, what is missing, how near."""
