"""Runs pkilint's own commands over revocation lists and OCSP responses in one process.

Reads a JSON list of {"name", "file", "kind"} on standard input, kind being "crl" or "ocsp" and the files DER; prints a JSON object of name to
findings, each "SEVERITY code at place: message". What is below the severity in argv[1] is left out.
"""

import contextlib
import io
import json
import sys

from pkilint.bin import lint_crl, lint_ocsp_response

commands = {"crl": (lint_crl, ["-t", "CRL", "-p", "PKIX"]), "ocsp": (lint_ocsp_response, [])}


def findings(published):
    command, arguments = commands[published["kind"]]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        command.main(["lint", "-s", sys.argv[1], "-f", "JSON", "--document-format", "DER", *arguments, published["file"]])
    return [
        f"{finding['severity']} {finding['code']} at {result['node_path']}: {finding.get('message') or ''}"
        for result in json.loads(output.getvalue())["results"]
        for finding in result["finding_descriptions"]
    ]


print(json.dumps({published["name"]: findings(published) for published in json.load(sys.stdin)}))
