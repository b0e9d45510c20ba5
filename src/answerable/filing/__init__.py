"""What the law asks an operator to file elsewhere, in the forms in which it is asked for."""
