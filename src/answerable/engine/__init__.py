"""The banks as they run: arrays in memory, their snapshots on disk, and what is matched with them."""
