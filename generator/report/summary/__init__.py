"""Page: one sentence per question."""
