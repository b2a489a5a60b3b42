"""What the desk of a gebiedsmanager shows of the plans: prepared once, few queries."""
