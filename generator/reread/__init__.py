"""A second reader: what a report states is computed again; nothing that it holds is executed."""
