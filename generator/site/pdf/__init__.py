"""The report as one PDF: the pages of the built site, put end to end and printed by a browser."""
