"""The stream of messages: sketches of texts, and clusters of near-copies while they spread."""
