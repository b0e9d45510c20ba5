"""What may come in, and in which form: the lines that platforms and organisations send, read and checked. Pure."""
