"""Pieces of a page: what each computes, beside the macro that shows it."""
