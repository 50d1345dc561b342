"""What is looked at before a site is published."""
