"""The original report read again: what it states, and what the computation says of each statement."""
