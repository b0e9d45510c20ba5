"""Know posts again by their pictures: ask, look, follow, compare, keep, search, read."""
