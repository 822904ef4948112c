"""Scores: confusion matrices, reported rates and what links them."""
