"""The report: pages, questions, templates, and the pages that any laboratory has."""
