"""Enterprise policies (惠企政策): a few questions, exact matching with reasons, proactive push."""
