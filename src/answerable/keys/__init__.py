"""Keys live in a folder outside the database. They seal what is private, tag what must be told apart, and sign."""
