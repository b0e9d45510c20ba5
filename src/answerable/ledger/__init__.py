"""The public ledger, as pure functions: entries, tree, tiles, proofs, signed notes, receipts.

Values in, values out. Salts, keys and times are passed in, tiles are read through a callable, so that
the same code serves the writer, `answerable ledger verify` and the tests. Formats: spec/ledger.md and
spec/receipt.md. What is malformed is `errors.Invalid`; what is well formed and false (a signature, a
proof, a hash) is `errors.Tampered`, except in `receipts.verify`, which strangers feed: there it is
`errors.Refused`.
"""
