"""From poses to SVG: the illustration of an exercise from joint angles, and the muscle map.

    space          points, directions and axes; from space to the page; outlines
    body           the body, poses, bones and surfaces, the floor, places to reach
    props          things people hold or stand on: a class each, with all there is to it; the floor
    solve          a pose -> a person in the scene; all keyframes; the poses in between
    arrows         the arrows of a movement
    draw           a person and things -> outlines in layers
    svg            layers -> SVG; colours and style

    illustrate     a figure -> still pictures and an animation
    sheet          pictures put together into files
    muscle_map     which muscles in which state -> the map of a body, front and back
    figure_rules   what is physically wrong with a figure
    examples       one drawn example of everything a figure can say

Imports go upwards in this list only. Tables (``*.yml``) lie beside the modules that read them: bodies, postures,
muscles, colours, the map. Nothing here knows of exercises, files or pages.
"""
