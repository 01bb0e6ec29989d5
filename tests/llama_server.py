"""Serve a GGUF file with llama.cpp on this machine: python llama_server.py FILE PORT."""

from __future__ import annotations

import sys
import threading

import xllamacpp


def main(path: str, port: int) -> None:
    parameters = xllamacpp.CommonParams()
    parameters.model.path = path
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    parameters.n_ctx = 4096
    parameters.n_parallel = 1
    parameters.warmup = False
    # Threads that wait for each other by spinning take minutes for a second's work on a busy machine.
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
