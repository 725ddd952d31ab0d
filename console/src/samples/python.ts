/**
 * Samples in Python on the vendor's current SDK: the product's package where the suite runs it, the generic client that all packages
 * are made on elsewhere.
 */
import { type Code, laidOut } from './layout';
import { memberName, type ProductPackage, packageOf, requestOf } from './python-packages';
import { dictionary, textLiteral } from './python-values';
import type { SampleCall, SampleLanguage } from './sample';

/** The suite compares it with what is installed. */
export const GENERIC_CLIENT = { name: 'alibabacloud-tea-openapi', version: '0.4.6' } as const;

export const python: SampleLanguage = {
  id: 'python',
  title: 'Python',
  needs: 'Python 3.8 or later',
  commands: ['pip install -r requirements.txt', 'python sample.py'],
  mainFile: () => 'sample.py',
  files: call => [
    { path: 'sample.py', text: source(call) },
    { path: 'env_file.py', text: ENV_FILE },
    { path: 'requirements.txt', text: requirements(call) },
  ],
};

const ENV_FILE = `"""Reads lines NAME='value' of the file .env beside this one. What the environment already has stays."""

import os
from pathlib import Path


def load():
    path = Path(__file__).with_name(".env")
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        name, separator, value = line.partition("=")
        if separator and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("'"))
`;

function requirements(call: SampleCall): string {
  const { name, version } = packageOf(call) ?? GENERIC_CLIENT;
  return `${name}==${version}\n`;
}

function source(call: SampleCall): string {
  const product = packageOf(call);
  return `# ${call.action}: ${call.summary}
import json
import os
import sys

${product ? withPackage(call, product) : withGenericClient(call)}`;
}

function withPackage(call: SampleCall, { module }: ProductPackage): string {
  const request = call.takesParameters ? assigned('request = ', requestOf(call)) : '';
  return `${call.takesParameters ? `from ${module} import models\n` : ''}from ${module}.client import Client
${CONFIG_IMPORTS}

env_file.load()
${client(call)}
${request}try:
    response = client.${memberName(call.action)}(${request && 'request'})
    print(json.dumps(response.body.to_map(), indent=2, ensure_ascii=False))
${REFUSAL}`;
}

function withGenericClient(call: SampleCall): string {
  const entries = (['query', 'body'] as const).flatMap((place): Code[] => {
    const parameters = call.parameters.filter(parameter => parameter.place === place);
    if (parameters.length === 0) return [];
    const group = dictionary(parameters, `${place}=Utils.query(`);
    return [{ ...group, close: `${group.close})` }];
  });
  return `from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
${entries.length > 0 ? 'from alibabacloud_tea_openapi.utils import Utils\n' : ''}from alibabacloud_tea_openapi.utils_models import Config, OpenApiRequest, Params
from darabonba.runtime import RuntimeOptions

import env_file

env_file.load()
${client(call)}
operation = Params(
    action="${call.action}",
    version="${call.version}",
    protocol="${call.endpoint.protocol.toUpperCase()}",
    pathname="/",
    method="POST",
    auth_type="AK",
    style="RPC",
    req_body_type="formData",
    body_type="json",
)
${assigned('request = ', { open: 'OpenApiRequest(', entries, close: ')' })}try:
    response = client.call_api(operation, request, RuntimeOptions())
    print(json.dumps(response["body"], indent=2, ensure_ascii=False))
${REFUSAL}`;
}

const CONFIG_IMPORTS = `from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
from alibabacloud_tea_openapi.utils_models import Config

import env_file`;

const REFUSAL = `except AlibabaCloudException as error:
    sys.exit(f"{error.code}: {error.message}")
`;

function client({ endpoint }: SampleCall): string {
  return `client = Client(
    Config(
        endpoint=${textLiteral(endpoint.hostAndPort)},
        protocol="${endpoint.protocol}",
        access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
        access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
        security_token=os.environ.get("ALIBABA_CLOUD_SECURITY_TOKEN"),
    )
)`;
}

function assigned(prefix: string, code: Exclude<Code, string>): string {
  return `${laidOut({ ...code, open: prefix + code.open }, '    ')}\n`;
}
