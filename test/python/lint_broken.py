"""Runs pkilint's lint_pkix_cert over certificates that may be too broken to be read.

Reads a JSON list of paths of PEM files on standard input; prints a JSON list with, for each, the codes of what it finds at ERROR or above, or null
for one that it cannot read.
"""

import contextlib
import io
import json
import sys

from pkilint.bin import lint_pkix_cert


def findings(path):
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
        try:
            lint_pkix_cert.main(["lint", "-s", "ERROR", "-f", "JSON", path])
            results = json.loads(output.getvalue())["results"]
        except Exception:
            return None
    return sorted({finding["code"] for result in results for finding in result["finding_descriptions"]})


print(json.dumps([findings(path) for path in json.load(sys.stdin)]))
