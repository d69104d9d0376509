"""Consultations (民意征集): a draft people may say something about, and what comes of it."""
