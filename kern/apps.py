from django.apps import AppConfig


class KernConfig(AppConfig):
    name = "kern"

    def ready(self):
        # Here and not in the package's __init__: the supervisor then starts in 0.1 s and 10 MB.
        import amersfoort_wijken.celery  # noqa: F401, PLC0415
