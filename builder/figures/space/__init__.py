"""Points, directions and axes in space; the camera; outlines on the page."""
