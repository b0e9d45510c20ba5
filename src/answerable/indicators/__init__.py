"""Indicators: what is published about a month. One short file an indicator; definitions in spec/indicators.md."""
