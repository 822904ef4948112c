"""The models of a report, where sentences name them, and what they say that one has more or less of."""
