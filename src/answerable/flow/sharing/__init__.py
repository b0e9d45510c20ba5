"""Sharing: hash lists that others give us, and those that we give. Nothing else lets a picture's hash out."""
