"""Catalog files and the questions that can be asked of them."""
