"""Disk and clock: whole writes, digests, the day of the content, paths of the workspace, errors for people.

Imports nothing of the generator."""
