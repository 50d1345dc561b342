"""Is it right: source files in, a catalogue out, or problems with path, line, column and remedy.

A rule is a function whose docstring begins with the rule; it looks at one value, one file or the whole content."""
