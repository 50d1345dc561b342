"""The things around a person: a class for each kind says what it offers, how it is held and how it is drawn.

A new kind is a model in ``content/models/props.py``, a class in the module it belongs to (or in one of its own, which
``equipment.py`` then names), and a picture of it in ``examples.yml``.
"""
