"""The domains of indicators, in the order in which readers meet them: the code of the catalogue and its words."""

DOMAINS = {
    "diabetes": "Diabetes",
    "copd": "COPD",
    "cancer": "Cancer",
    "cvd": "Heart and circulation",
    "mental_health": "Mental health",
    "learning_disabilities": "Learning disabilities",
    "survey": "Patient survey",
    "population": "Population and prevalence",
}
# Those of clinical care; the others say what patients answer, and who they are.
CARE = tuple(domain for domain in DOMAINS if domain not in ("survey", "population"))
