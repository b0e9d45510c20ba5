"""The ledger's steps: places and checkpoints, witnesses, what is declared, published, exported, and verified."""
