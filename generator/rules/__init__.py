"""Rules: assertions about results, each with a wording for every outcome."""
