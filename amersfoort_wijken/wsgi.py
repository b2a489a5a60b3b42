import os

from django.core.wsgi import get_wsgi_application

from amersfoort_wijken.proces import sterf_met_ouder

sterf_met_ouder()  # this runs in each web worker: kill -9 of the server itself leaves none behind
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amersfoort_wijken.settings")
application = get_wsgi_application()
