"""What may come in: limits, forms and the errors that say how to mend a line. Pure."""
