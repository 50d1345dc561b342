"""The arrows that show a movement, placed where they cover nothing."""
