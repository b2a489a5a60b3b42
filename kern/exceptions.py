class RegelGeschonden(Exception):
    """A rule of the work says no; the text is meant for the person who asked."""


class Verouderd(Exception):
    """Somebody saved the same thing in between; `huidig` is the row as it is now."""

    def __init__(self, huidig):
        super().__init__("Iemand anders bewaarde dit net voor jou.")
        self.huidig = huidig
