"""From a pose to a person in the scene, and the poses in between."""
