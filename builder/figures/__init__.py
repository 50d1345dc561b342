"""Drawings from data.

outline        points -> smooth closed SVG paths
palette        the colours of drawings, light and dark
muscle_map     which muscles in which state -> the map of a body, front and back, as SVG
"""
