"""On paper: the catalogue as data for the typesetter, and the PDFs it makes of them.

PDFs are verified, and kept for as long as nothing they show changes."""
