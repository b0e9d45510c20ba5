"""Slowing: the orders that tell platforms what is slowed and by what its copies are known; crisis mode."""
