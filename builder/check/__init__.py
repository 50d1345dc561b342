"""Is it right: source files in, a catalogue out, or problems with path, line, column and remedy.

A rule is a function under ``@rule`` whose docstring begins with the rule; it looks at one file or the whole content.
"""
