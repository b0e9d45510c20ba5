"""Trusted flaggers at their desk: incidents, many reports at once, escalations, answers, how their reports fare."""
