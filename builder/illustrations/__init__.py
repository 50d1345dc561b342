"""The drawings of this site: which figures and muscle maps its pages show, as files and inside pages.

What was drawn before is taken from a cache; QR codes are drawn here too."""
