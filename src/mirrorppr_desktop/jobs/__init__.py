"""Work that outlives a command: ledger, worker processes, progress events."""
