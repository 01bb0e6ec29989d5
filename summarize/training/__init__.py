"""Train our own adapter, from examples that are invented here and from our own stories, and fit the weights of the rules.

No published text is trained on. Invented examples are written by a grammar whose words are data:

    vocabulary/    names, places, numbers, stories (what is counted, and who could say so), frames (how news gives a
                   source)
    grammar        templates with choices and slots
    numerals, sources, stories    a figure's words; who gives it, and how a text calls them; an event and its facts
    filling, noise, marks         the slots of a sentence; the typography of published text; where the figures stand in it
    passages       an invented article, read by the pipeline's own rules, and what it would ask the model: who gives it?
    candidates     which of the rules' candidates is the invented source
    credited, crediting    figures of labelled stories with their candidates; the weights of those (`make weights`)
    questions, sameness    pairs of figures in labelled stories; the weights of their facets (`make weights`)
    accounts               pairs of sentences in labelled stories: what differs beyond figures
    related, parts         the pairs that the facets leave open; practice stories dealt into parts that can be left out
    examples, packing      the questions as token trees with the answers to rank; one file a set of examples
    batches                what is read of those files: texts of like length side by side
    network, lora          the model's layers, on a GPU or a CPU; the low-rank change that is trained
    objective, recipe      the loss; the three stages and which texts each step reads
    loop, stages, adapter  training with checkpoints; all stages; the whole way to the finished files
    mixing, merging        what the model's word is worth beside the rules; the adapter merged into a model for a server

The rules answer three of four of the invented questions right by themselves, as they do in real articles. Their log-odds are
the start from which the model's likelihoods go on, so what it learns is what they do not know.

`make adapter` does the run of the card in `summarize/adapters`. To add a phenomenon, add words to the vocabulary;
`tests/test_invented.py` says which lists must be asked about.
"""
