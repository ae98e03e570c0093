"""What a figure can be and what can be said of it: the codes of the marts, and their words for readers."""

STATES = {
    "suppressed": "Suppressed: too few to show",
    "missing": "No figure was returned",
    "not_applicable": "Does not apply: no patients in the indicator",
    "closed": "The practice had closed",
}
OUTCOMES = {
    "better": "Better",
    "similar": "Similar",
    "worse": "Worse",
    "lower": "Lower",
    "higher": "Higher",
    "not_compared": "Not compared",
}
CHANGES = {
    "improved": "Improved",
    "no_clear_change": "No clear change",
    "worsened": "Worsened",
    "lower": "Fell",
    "higher": "Rose",
    "not_judged": "Not judged",
}
RECENT_TRENDS = {
    "getting_better": "Getting better",
    "getting_worse": "Getting worse",
    "increasing": "Increasing",
    "decreasing": "Decreasing",
    "no_change": "No clear trend",
    "not_calculated": "Fewer than five comparable years",
}
VARIATIONS = {
    "common_cause": "Ordinary variation",
    "improvement_high": "Improvement (high)",
    "improvement_low": "Improvement (low)",
    "concern_high": "Concern (high)",
    "concern_low": "Concern (low)",
    "neutral_high": "Unusually high",
    "neutral_low": "Unusually low",
}
SIGNALS = {
    "outside": "Outside the limits",
    "trend": "Seven points rising or falling",
    "two_of_three": "Two of three near a limit",
    "shift": "Seven points on one side of the mean",
}
ASSURANCES = {
    "consistently_passes": "The limits lie beyond the target: it will be met as things are",
    "hit_and_miss": "The target lies between the limits: it will be met in some periods and missed in others, by chance",
    "consistently_fails": "The target lies beyond the limits: it will be missed unless something changes",
}
# Whether national files still carry an indicator.
STANDINGS = {"goes_on": "Goes on", "ended": "Ended", "local_return": "By local return only"}
