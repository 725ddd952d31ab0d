/**
 * Samples for the vendor's command line, `aliyun`. It signs with V1 and sends every parameter in the query; version and `--force`
 * make it send what it does not know, since the versions that are built into it are others.
 */
import { flattened } from './flattened';
import type { SampleCall, SampleLanguage, SampleMember } from './sample';
import { HEX, JSON_STRING } from './shell-functions';
import { holdsSecretInJson, shellLiteral, shellWord } from './shell-values';

export const commandLine: SampleLanguage = {
  id: 'command-line',
  title: 'Command line',
  needs: 'bash and the Alibaba Cloud CLI 3 (`aliyun`)',
  commands: ['./sample.sh'],
  mainFile: () => 'sample.sh',
  files: call => [{ path: 'sample.sh', text: source(call), executable: true }],
};

function source(call: SampleCall): string {
  const { productCode, action, version, summary, endpoint, parameters, secretVariables } = call;
  const needed = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', ...secretVariables];
  const words = flattened(parameters).map(argument);
  const impossible = words.includes(undefined)
    ? "\necho 'A parameter has a name or a character that no argument of this program can have.' >&2\nexit 1\n"
    : '';
  const lines = [
    `aliyun ${productCode} ${action} --version ${version} --force --method POST`,
    `--endpoint ${endpoint.hostAndPort}${endpoint.protocol === 'http' ? ' --insecure' : ''}`,
    ...words.filter(word => word !== undefined),
  ];
  return `#!/usr/bin/env bash
# ${action}: ${summary}
set -euo pipefail
${parameters.some(({ value }) => holdsSecretInJson(value)) ? `\n${HEX}${JSON_STRING}` : ''}
cd "$(dirname "$0")"
if [ -f .env ]; then set -a; . ./.env; set +a; fi
${needed.map(name => `: "\${${name}?is not set}"`).join('\n')}
# The keys are those of the environment, whatever \`aliyun configure\` has stored.
export ALIBABA_CLOUD_IGNORE_PROFILE=TRUE
${impossible}
${secretVariables.length > 0 ? SEEN : ''}${lines.join(' \\\n  ')}
`;
}

const SEEN = '# While it runs, other users of this machine can see the arguments, the secret among them.\n';

/** With `=` where the value alone could be taken for a flag. Undefined: it cannot be given. */
function argument({ name, value }: SampleMember): string | undefined {
  const nameWord = shellLiteral(`--${name}`);
  const word = shellWord(value);
  if (nameWord === undefined || word === undefined || /[=:]/.test(name)) return undefined;
  const joined = /^\$?['"]?-/.test(word) || value.kind === 'environment';
  return joined ? `${nameWord}=${word}` : `${nameWord} ${word}`;
}
