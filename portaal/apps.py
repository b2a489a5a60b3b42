from django.apps import AppConfig


class PortaalConfig(AppConfig):
    name = "portaal"
