"""Points, directions and frames in space; the camera; outlines on the page."""
