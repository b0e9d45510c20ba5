"""A small synthetic messenger and feed, and the people on it: one more platform, using what every platform uses."""
