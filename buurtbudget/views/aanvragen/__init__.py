"""Pages for whoever asks buurtbudget, from the first idea to the money."""
