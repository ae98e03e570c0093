"""What page tests ask of a page that Streamlit's test harness has run."""


def charts(app):
    return [element.proto for element in app.get("vega_lite_chart")]


def text(app):
    return "\n".join(item.value for kind in (app.title, app.markdown, app.caption, app.info, app.warning) for item in kind)
