"""For tests with two connections."""

import time


def wacht_op_een_wachtende(cursor):
    """Until somebody else waits for what this connection holds."""
    eind = time.monotonic() + 10
    while time.monotonic() < eind:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
        if cursor.fetchone():
            return
        time.sleep(0.01)
    raise AssertionError("Niemand wachtte.")
