"""The one way through the house: one step, one database transaction, readable from top to bottom."""
