"""`make bench`: how fast the program is, in ratios that one run measures on one machine."""
