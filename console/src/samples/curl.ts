/**
 * Samples for bash with curl and openssl: one script that signs with V3 (ACS3-HMAC-SHA256) by itself. Neither secrets nor keys become
 * arguments of a program, since every user of a machine can read those; so HMAC is made of two hashes (RFC 2104).
 */
import { percentEncode } from '../signing/percent-encoding';
import { flattened } from './flattened';
import type { SampleCall, SampleLanguage, SampleMember } from './sample';
import { HEX, JSON_STRING } from './shell-functions';
import { holdsSecretInJson, shellLiteral, shellWord } from './shell-values';

export const curl: SampleLanguage = {
  id: 'curl',
  title: 'curl',
  needs: 'bash, curl 7.76 or later and openssl',
  commands: ['./sample.sh'],
  mainFile: () => 'sample.sh',
  files: call => [{ path: 'sample.sh', text: source(call), executable: true }],
};

function source(call: SampleCall): string {
  const { action, version, summary, endpoint, parameters, secretVariables } = call;
  const form = parameters.filter(({ place }) => place === 'body');
  const needed = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', ...secretVariables];
  return `#!/usr/bin/env bash
# ${action}: ${summary}
set -euo pipefail

endpoint=${endpoint.protocol}://${endpoint.hostAndPort}
action=${action}
version=${version}

# In the order of their names, as the signature wants them.
query() {
${parameterLines(parameters.filter(({ place }) => place === 'query'))}
}
form() {
${parameterLines(form)}
}
${parameters.some(({ value }) => holdsSecretInJson(value)) ? MACHINERY + JSON_STRING : MACHINERY}
cd "$(dirname "$0")"
if [ -f .env ]; then set -a; . ./.env; set +a; fi
${needed.map(name => `: "\${${name}?is not set}"`).join('\n')}

query=$(query)
form=$(form)
query=\${query#&}
form=\${form#&}
content_hash=$(printf %s "$form" | sha256)
token=\${ALIBABA_CLOUD_SECURITY_TOKEN:-}
headers="${form.length > 0 ? 'content-type:application/x-www-form-urlencoded\n' : ''}host:\${endpoint#*://}
\${token:+x-acs-accesskey-id:$ALIBABA_CLOUD_ACCESS_KEY_ID
}x-acs-action:$action
x-acs-content-sha256:$content_hash
x-acs-date:$(date -u +%Y-%m-%dT%H:%M:%SZ)
\${token:+x-acs-security-token:$token
}x-acs-signature-nonce:$(openssl rand -hex 16)
x-acs-version:$version"
names=$(printf '%s\\n' "$headers" | cut -d : -f 1 | paste -s -d ';' -)
canonical_request="POST
/
$query
$headers

$names
$content_hash"
string_to_sign="ACS3-HMAC-SHA256
$(printf %s "$canonical_request" | sha256)"
signature=$(printf %s "$string_to_sign" | hmac "$ALIBABA_CLOUD_ACCESS_KEY_SECRET")
authorization="ACS3-HMAC-SHA256 Credential=$ALIBABA_CLOUD_ACCESS_KEY_ID,SignedHeaders=$names,Signature=$signature"

printf %s "$form" | curl --silent --show-error --fail-with-body --data-binary @- \\
  --header @<(printf '%s\\n' "$headers" "authorization:$authorization" accept:application/json) \\
  --write-out '\\n' "$endpoint/?$query"
`;
}

/** One line a parameter. What a shell cannot hold is encoded here. */
function parameterLines(parameters: readonly SampleMember[]): string {
  const sorted = flattened(parameters).sort(({ name: a }, { name: b }) => (a < b ? -1 : a > b ? 1 : 0));
  const lines = sorted.map(({ name, value }) => {
    const word = shellWord(value);
    const nameWord = shellLiteral(name);
    if (word !== undefined && nameWord !== undefined) return `  parameter ${nameWord} ${word}`;
    const text = value.kind === 'text' ? value.text : '';
    return `  printf %s '&${percentEncode(name)}=${percentEncode(text)}'`;
  });
  return lines.length > 0 ? lines.join('\n') : '  :';
}

const MACHINERY = `
parameter() { printf '&%s=%s' "$(encode "$1")" "$(encode "$2")"; }
${HEX}sha256() { openssl dgst -sha256 -r | cut -d ' ' -f 1; }

# Percent-encoding (RFC 3986): all but letters, digits and - . _ ~
encode() {
  local byte
  for byte in $(printf %s "$1" | hex); do
    case $byte in
      2[de] | 3[0-9] | 4[1-9a-f] | 5[0-9af] | 6[1-9a-f] | 7[0-9ae]) printf "\\\\x$byte" ;;
      *) printf %%%02X "0x$byte" ;;
    esac
  done
}

# HMAC-SHA256 (RFC 2104) of standard input. Others on this machine could see a key that is an argument of openssl.
hmac() {
  local key inner='' outer='' byte i
  key=$(printf %s "$1" | hex | tr -d ' \\n')
  [ \${#key} -le 128 ] || key=$(printf %s "$1" | sha256)
  for ((i = 0; i < 128; i += 2)); do
    byte=\${key:i:2}
    printf -v inner '%s\\\\x%02x' "$inner" $((0x\${byte:-00} ^ 0x36))
    printf -v outer '%s\\\\x%02x' "$outer" $((0x\${byte:-00} ^ 0x5c))
  done
  { printf "$outer"; { printf "$inner"; cat; } | openssl dgst -sha256 -binary; } | sha256
}
`;
