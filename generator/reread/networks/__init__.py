"""Networks as a report states them: code, printed summaries, computations and words."""
