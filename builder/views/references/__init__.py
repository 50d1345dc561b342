"""The references for contributors: every field of their files, and everything that a drawing can be made of."""
