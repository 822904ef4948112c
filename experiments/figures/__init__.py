"""The plots of results: one function per plot, one style, one place that writes them."""
