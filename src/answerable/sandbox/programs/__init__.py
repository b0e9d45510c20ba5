"""Programs of the system's, where they are installed: tesseract reads text in pictures, ffmpeg gives frames of films.

They read strangers' bytes by code that is large and in C; so they run in the child that confined itself, see no file
but the system's own, reach nobody, and are ended with it.
"""
