"""A peer, in an environment of its own: langextract over a llama.cpp server. Articles on stdin, what it found on stdout.

`peers.py` starts it; `make bench-peers` makes the environment. It knows nothing of this package, so that langextract's
dependencies need not agree with ours.
"""

from __future__ import annotations

import json
import sys
import time

import langextract
import xllamacpp
from langextract.core.data import ExampleData, Extraction
from langextract.core.exceptions import LangExtractError

CONTEXT = 8192
"""Tokens: a chunk of langextract's usual 1,000 characters, the example and the longest answer."""
ANSWER = 1024
"""Tokens of an answer, at most. A figure takes some sixty, and 1,000 characters of news hold ten at most; left to itself the
model sometimes writes one list until the context is full (3,800 tokens, seven minutes on two cores)."""
PATIENCE = 7200.0
"""Seconds."""

INSTRUCTION = (
    "Extract every figure: each number that counts or measures something. Give its value in digits, what it counts, and "
    "who gives it, or 'article' where the article itself says so. Use the exact words of the text, in order, without overlaps."
)
EXAMPLE = ExampleData(
    text=(
        "The harbour office said on Friday that nearly 40 boats were missing. A union leader, Ruth Amsel, spoke of 55. "
        "The storm tore off 12 roofs."
    ),
    extractions=[
        Extraction(
            "figure", "nearly 40", attributes={"value": "40", "measure": "boats missing", "who": "harbour office"}
        ),
        Extraction("figure", "55", attributes={"value": "55", "measure": "boats missing", "who": "Ruth Amsel"}),
        Extraction("figure", "12", attributes={"value": "12", "measure": "roofs torn off", "who": "article"}),
    ],
)


def serve(path: str, threads: int) -> xllamacpp.Server:
    """Return a llama.cpp server for a GGUF file, on a free port of this machine."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = path
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = CONTEXT
    parameters.n_predict = ANSWER
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    return xllamacpp.Server(parameters)


def _record(found: Extraction) -> dict[str, object]:
    place = found.char_interval
    return {
        "words": found.extraction_text,
        "start": place.start_pos if place else None,
        "end": place.end_pos if place else None,
        "attributes": {name: str(value) for name, value in (found.attributes or {}).items()},
    }


def main() -> None:
    """Extract the figures of each article."""
    asked = json.load(sys.stdin)
    server = serve(asked["gguf"], asked["threads"])
    model = langextract.factory.create_model(
        langextract.factory.ModelConfig(
            model_id="local",
            provider="OpenAILanguageModel",
            provider_kwargs={
                "base_url": f"{server.listening_address}/v1",
                "api_key": "none",
                "max_workers": 1,
                "temperature": 0.0,
            },
        ),
        examples=[EXAMPLE],
        use_schema_constraints=True,
    )
    # A busy machine may need longer for an answer than the ten minutes after which the client gives up and asks again.
    model._client = model._client.with_options(timeout=PATIENCE)
    found = []
    for article in asked["articles"]:
        wall, cpu = time.perf_counter(), time.process_time()
        error, figures = None, []
        try:
            document = langextract.extract(
                article["text"], prompt_description=INSTRUCTION, examples=[EXAMPLE], model=model, show_progress=False
            )
            figures = [_record(one) for one in document.extractions or []]
        except LangExtractError as failed:
            error = str(failed)
        times = {"seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu}
        found.append({"id": article["id"], "figures": figures, "error": error, **times})
        print(f"{article['id']}: {len(figures)} records", file=sys.stderr, flush=True)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
