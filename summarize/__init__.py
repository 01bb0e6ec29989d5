"""Summarise and compare news articles with a local open model, every line traceable to its words."""
