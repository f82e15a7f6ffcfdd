"""Execute a notebook of the cells given on standard input (JSON), write it as HTML, and keep its kernel until the input ends.

    python run_notebook.py OUT.html

Prints one line, `ready`, when the page is written.
"""

import asyncio
import json
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter


async def main(out: Path) -> None:
    cells = json.loads(sys.stdin.readline())
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    async with client.async_setup_kernel():
        for index, cell in enumerate(notebook.cells):
            await client.async_execute_cell(cell, index)
        # The plain template: the others ask other hosts for their styles and formulas.
        body, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
        head = '<!doctype html><meta charset="utf-8"><title>Notebook</title><link rel="icon" href="data:,">'
        out.write_text(f'{head}<body style="font: 14px sans-serif">{body}', encoding="utf-8")
        print("ready", flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main(Path(sys.argv[1])))
