"""Engines make the frame around a page: head, masthead, navigation, footer, in the theme's look.

Nothing outside this package knows MkDocs, Zensical or Material."""
