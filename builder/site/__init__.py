"""From pages to a verified site: engine, postprocessing, content policy, search index, offline use.

The old site is replaced in one step, and only by a site that passed."""
