"""What the typesetter makes: the catalogue as data for it, PDFs, and the pictures that stand for the site elsewhere.

PDFs are verified; both are kept for as long as nothing they show changes."""
