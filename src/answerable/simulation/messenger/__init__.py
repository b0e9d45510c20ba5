"""A messenger's world of up to twenty million people, over arrays: who writes to whom, what spreads, and what is known
of it because it was made so. Docs: docs/simulated-world.md."""
