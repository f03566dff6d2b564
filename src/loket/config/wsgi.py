"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from loket.config import lifeline, surroundings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")

surroundings.require()
lifeline.die_with_parent()
application = get_wsgi_application()
