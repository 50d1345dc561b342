"""Disk, processes and clock: whole writes, digests, the day of the content, errors for people.

Imports nothing of the generator."""
