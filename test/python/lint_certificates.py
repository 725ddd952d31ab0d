"""Runs pkilint's own commands over many certificates in one process, because starting it takes longer than linting.

Reads a JSON list of {"name", "file", "issuer"} on standard input, the last two being paths of PEM files; prints a JSON object of
name to findings, each "SEVERITY code at place: message". What is below the severity in argv[1] is left out.
"""

import contextlib
import io
import json
import sys

from pkilint.bin import lint_pkix_cert, lint_pkix_signer_signee_cert_chain


def findings(command, *arguments):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        command.main(["lint", "-s", sys.argv[1], "-f", "JSON", *arguments])
    return [
        f"{finding['severity']} {finding['code']} at {result['node_path']}: {finding.get('message') or ''}"
        for result in json.loads(output.getvalue())["results"]
        for finding in result["finding_descriptions"]
    ]


def lint(certificate):
    of_its_own = findings(lint_pkix_cert, certificate["file"])
    # A root has no authority key identifier (RFC 5280 section 4.2.1.1), which the linter of chains would miss.
    if certificate["issuer"] == certificate["file"]:
        return of_its_own
    return of_its_own + findings(lint_pkix_signer_signee_cert_chain, certificate["issuer"], certificate["file"])


print(json.dumps({certificate["name"]: lint(certificate) for certificate in json.load(sys.stdin)}))
