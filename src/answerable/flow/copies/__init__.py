"""One decision for every copy: items are known again, join the case of what they are copies of, and its decision
reaches them; later ones too, and undoing takes all of it back."""
