"""New News: what context teaches, and what weights learn, on hypothetical news."""
