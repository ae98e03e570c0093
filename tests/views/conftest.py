"""Pages run by Streamlit's own test harness."""

import pytest
from streamlit.testing.v1 import AppTest

from pcdash import config


@pytest.fixture
def open_page(monkeypatch):
    """Opens a page on a database, with an address."""

    def open_it(path, page, **address):
        monkeypatch.setenv("PCDASH_DATABASE", str(path))
        app = AppTest.from_file(str(config.PROJECT / "app.py"), default_timeout=240)
        for name, value in address.items():
            app.query_params[name] = value
        # The pages' addresses are their files' names, so that each can be opened first, as by a deep link.
        return app.switch_page(f"pages/{page}.py").run() if page != "overview" else app.run()

    return open_it
