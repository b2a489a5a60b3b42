"""The verbs of a plan: each locks what it changes, checks its rule, writes, queues its message."""
