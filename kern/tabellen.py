"""Tables that people send, csv or xlsx, as rows of cells: one careful reader for all of us."""

from kern.exceptions import RegelGeschonden


class GeenTabel(RegelGeschonden):
    """The file cannot be read as a table; the sentence says why and what to do."""
