"""Train our own adapter, from examples that are invented here, and fit the weights that group figures.

No published text is trained on. The examples are written by a grammar whose words are data:

    vocabulary/    names, places, numbers, stories (what is counted, and who could say so), frames (how news gives a
                   source), measures (quantities for pairs)
    grammar        templates with choices and slots
    numerals, sources, stories    a figure's words; who gives it, and how a text calls them; an event and its facts
    filling, candidates, noise    the slots of a sentence; who could be asked for; the typography of published text
    passages       a paragraph with a question for each figure: who gives it?       (asserter.v1)
    pairs          two sentences: do their figures count the same thing?            (same_question.v1)
    examples       both, as the tokens of prompts and of the answers to rank
    scoring        log-likelihoods of answers, laid out as the backend lays them out
    lora, loop     the adapter, and its training: cross-entropy over the answers to rank
    crew, adapter  workers that share the examples of a step; the whole way to the finished files
    questions, sameness    pairs of figures in labelled stories; the weights of their facets (`make weights`)

`make adapter` trains for hours on two cores; what it made is in `summarize/adapters`, with a card. To add a
phenomenon, add words to the vocabulary; `tests/test_training.py` says which lists must be asked about.
"""
