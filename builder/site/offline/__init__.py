"""The site without a network: what browsers keep of it, and the whole of it in one zip."""
