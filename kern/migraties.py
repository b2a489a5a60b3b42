"""Operations for migrations."""

from django.db.migrations.operations import AddConstraint, AddField, AddIndex
from django.db.migrations.operations.base import Operation


class Ineens(Operation):
    """The first migration of an app: its tables as they are at the end of `operations`.

    Django renders every model anew after each operation; with a hundred constraints that is most
    of the time a fresh database takes. Here the state is rendered once, and `create_model` writes
    a table with all that is added to it further on. Only for an app without tables yet.
    """

    reversible = True
    reduces_to_sql = True
    ZIT_IN_DE_TABEL = (AddField, AddIndex, AddConstraint)

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # what is rendered would be rendered again each time
        for operatie in self.operations:
            operatie.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operatie in self._in_de_database():
            operatie.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operatie in reversed(self._in_de_database()):
            operatie.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Alle tabellen ineens"

    def _in_de_database(self):
        return [deel for deel in self.operations if not isinstance(deel, self.ZIT_IN_DE_TABEL)]
