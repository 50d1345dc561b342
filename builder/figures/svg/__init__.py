"""From outlines to SVG: lines, paint, colours, style sheets."""
