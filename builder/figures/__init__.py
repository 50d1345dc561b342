"""Drawings from data: the illustration of an exercise from joint angles, and the muscle map.

    geometry, camera       points, directions and frames in space; from space to the page
    body, pose, resolve    the drawn body; what a pose is; from frames as written to whole poses
    skeleton, tube, tubes  joint angles -> places of bones; the round parts of the body and what is seen of them
    contact, legs          the floor, and how feet, knees and elbows meet it
    places, arms, world    places to reach, arms that reach them, what the equipment offers
    solve, scene, between  a pose -> a person in the scene; all key frames; the poses in between
    shapes, drawing, sight, head, limbs, sleeves, muscles, person
                           a person -> outlines in layers
    solids, floor, equipment, held, arrow_shape, arrows
                           the same for everything else
    picture, line, paint, illustrate
                           layers -> SVG: still pictures and loops
    palette, style, sheet  the colours; pictures put together into files
    faults, examples       what is wrong with a figure; one drawn example of everything a figure can say
    outline, muscle_map    which muscles in which state -> the map of a body, front and back

Imports go upwards in this list only, but for the tables (``*.yml``) beside the modules: bodies, postures, muscles,
colours, the map. Nothing here knows of exercises, files or pages.
"""
