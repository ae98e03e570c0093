"""Data and methods as an analyst or a sceptical clinician meets it."""

from pcdash.definitions import methods


def test_the_page_shows_every_method(open_page, small_database):
    app = open_page(small_database.path, "data_and_methods")
    app.session_state["data_view"] = "Methods"
    for method in methods.load():
        app.session_state["data_method"] = method.id
        app.run()
        assert not app.exception and not app.error, method.id
        shown = "\n".join(item.value for item in app.markdown).replace("\\", "").replace("\u00a0", " ")
        assert method.plain in shown and method.example in shown and all(step in shown for step in method.steps), method.id
        (table,) = [item.value for item in app.table]
        assert list(table["By hand"]) == list(table["Database now"]) == [quantity.hand for quantity in method.expected]
        assert set(table["Agrees"]) == {"Yes"}
        assert [item.value for item in app.code] == [method.formula, method.sql]
