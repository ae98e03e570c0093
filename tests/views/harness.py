"""What page tests ask of a page that Streamlit's test harness has run."""


def charts(app):
    return [element.proto for element in app.get("vega_lite_chart")]


def text(app):
    return "\n".join(item.value for kind in (app.title, app.markdown, app.caption, app.info, app.warning) for item in kind)


def enter(box, typed):
    """Types into a select box that takes new options and presses Enter, which gives the server the text as it stands."""
    box.options.append(typed)
    return box.set_value(typed).run()
