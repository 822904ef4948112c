"""Charts and drawings, laid out in numbers for the SVG templates."""
