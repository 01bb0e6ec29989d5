"""Train our own adapter, from examples that are invented here, and fit the weights that credit and group figures.

No published text is trained on. The examples are written by a grammar whose words are data:

    vocabulary/    names, places, numbers, stories (what is counted, and who could say so), frames (how news gives a
                   source)
    grammar        templates with choices and slots
    numerals, sources, stories    a figure's words; who gives it, and how a text calls them; an event and its facts
    filling, noise, marks         the slots of a sentence; the typography of published text; where the figures stand in it
    passages       an invented article, read by the pipeline's own rules, and what it would ask the model: who gives it?
    candidates     which of the rules' candidates is the invented source
    examples       the questions as the tokens of prompts and of the answers to rank
    scoring        log-likelihoods of answers, laid out as the backend lays them out
    lean, lora     the model's layers, laid out for training on a CPU; the adapter
    loop           its training: cross-entropy over the candidates, model and rules together
    crew, adapter  workers that share the examples of a step; the whole way to the finished files
    credited, crediting    figures of labelled stories with their candidates; the weights of those (`make weights`)
    questions, sameness    pairs of figures in labelled stories; the weights of their facets (`make weights`)
    mixing                 what the model's word is worth beside the first of the two

The rules answer three of four of these questions right by themselves, as they do in real articles. Their log-odds are the
start from which the model's likelihoods go on, so what it learns is what they do not know.

`make adapter` does the run of the card in `summarize/adapters`. To add a phenomenon, add words to the vocabulary;
`tests/test_training.py` says which lists must be asked about.
"""
