"""What Python makes of the API descriptions. stdin: {"documents": {name: document}, "patterns": [...], "samples": [...]}.
Each document is checked by openapi-spec-validator; the answer is a list of lists: for each pattern, which samples it takes."""

import json
import re
import sys

from openapi_spec_validator import OpenAPIV31SpecValidator

given = json.load(sys.stdin)
for name, document in given["documents"].items():
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        raise SystemExit(f"{name}: {error.message} at {list(error.absolute_path)}")
compiled = [re.compile(pattern) for pattern in given["patterns"]]
json.dump([[bool(it.search(sample)) for sample in given["samples"]] for it in compiled], sys.stdout)
