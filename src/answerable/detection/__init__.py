"""What is recognised and what a match means: values in, values out."""
