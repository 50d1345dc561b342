"""From a person and things to outlines in layers."""
