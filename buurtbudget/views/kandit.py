from buurtbudget.views.publiek import overzicht as kan_dit  # noqa: F401
