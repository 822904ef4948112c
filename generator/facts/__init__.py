"""Numbers, names and descriptions read from results, each with where it comes from."""
