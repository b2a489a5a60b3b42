import pgtrigger


def NietLegen(naam):  # noqa: N802  it stands where a trigger class stands
    """A trigger that refuses TRUNCATE, which `pgtrigger.Protect` cannot do per row."""
    return pgtrigger.Trigger(
        name=naam,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION 'pgtrigger: deze tabel wordt niet geleegd';",
    )
