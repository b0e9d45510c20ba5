"""What a sound file is and how long it lasts, read from its container alone. Nothing is decoded, and no sample is made.

A length that a file states is not believed: it is counted from the frames that are there. A file whose parts do not
fit together is refused. Runs in the sandbox only.
"""
