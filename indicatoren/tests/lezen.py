"""Read a page back as text: its tables as rows of cells, its headings in order."""

from html.parser import HTMLParser

KOPPEN = ("h1", "h2", "h3", "h4")


class _Lezer(HTMLParser):
    """Collects the text of cells and headings, hidden text included."""

    def __init__(self, response):
        super().__init__()
        self.tabellen, self.koppen, self._tekst = [], [], None
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tabellen.append([])
        elif tag == "tr":
            self.tabellen[-1].append([])
        elif tag in ("td", "th", *KOPPEN):
            self._tekst = []

    def handle_data(self, data):
        if self._tekst is not None and data.strip():
            self._tekst.append(" ".join(data.split()))

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tabellen[-1][-1].append(" ".join(self._tekst))
        elif tag in KOPPEN:
            self.koppen.append((tag, " ".join(self._tekst)))
        else:
            return
        self._tekst = None


def tabellen(response):
    """Every table of the page, as rows of cells; a dash is followed by its reason."""
    return _Lezer(response).tabellen


def koppen(response):
    return _Lezer(response).koppen
