"""Catalog files and the questions that can be asked of them.

Called, as `rf.catalog("my-folder")`, it is the shipped catalog with the user's own folder and those that are named.
"""
