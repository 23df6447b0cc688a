"""Where the marks of a chart stand, worked out from counts; templates draw them as SVG that follows the page."""
