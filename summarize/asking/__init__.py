"""The model wing: which models there are, how they are run, and the closed questions they are asked."""
