"""Formulas of the report: each one is LaTeX and the computation it stands for, in one object."""
