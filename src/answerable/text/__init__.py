"""Texts: encodings, languages, folding to what machines compare, and how two texts differ."""
