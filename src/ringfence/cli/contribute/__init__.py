"""Commands for those who extend a catalog."""
