"""Who reads which language, and who is called: tests, coverage, on call, emergencies, pages."""
