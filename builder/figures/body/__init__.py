"""The body, its poses as written, and the places of its bones and surfaces."""
