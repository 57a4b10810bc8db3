"""One page to look at, drag and share: a document of cells and statements, the ground, and plain JavaScript that shows
them.

Called, as `rf.explore("s-400")`, it is the page for some systems, or all.
"""
