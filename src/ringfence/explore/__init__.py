"""One page to look at, drag and share: a document of cells and statements, the ground, and plain JavaScript that shows
them.
"""
