from django.apps import AppConfig


class BuurtbudgetConfig(AppConfig):
    name = "buurtbudget"
