"""The things around a person: where they stand, what they offer, how they are drawn."""
