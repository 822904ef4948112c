"""The report in a minute: one sentence per question, each with its evidence."""
