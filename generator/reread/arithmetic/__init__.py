"""Chains of equalities, in the notations that reports use."""
