"""A static site from the explorer's document: the explorer, a page a system, countries, sources, the rule, and the data
as JSON.
"""
