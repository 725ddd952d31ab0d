/** Values as a shell script writes them: POSIX quoting where that shows what is there, the C quoting of bash elsewhere. */
import { escapeInvisible, hex } from './characters';
import type { SampleValue } from './sample';

const utf8 = new TextEncoder();

/** Undefined for a text with a NUL, which no shell can hold. */
export function shellLiteral(text: string): string | undefined {
  if (text.includes('\0')) return undefined;
  if (/^[\w.:@%+,/-]+$/.test(text)) return text;
  // A newline may stand in quotes: a PEM text stays readable.
  if (escapeInvisible(text.replaceAll('\n', ''), () => '') === text.replaceAll('\n', '')) {
    return `'${text.replaceAll("'", "'\\''")}'`;
  }
  // Escapes of single bytes, since \u is not known to bash before 4.2; what follows one cannot be taken for a third digit.
  const escaped = escapeInvisible(text.replace(/[\\']/g, '\\$&'), codePoint =>
    Array.from(utf8.encode(String.fromCodePoint(codePoint)), byte => `\\x${hex(byte, 2)}`).join(''),
  );
  return `$'${escaped}'`;
}

/** The words of a command that together are the value: literals, and variables within double quotes. */
export function shellWord(value: SampleValue): string | undefined {
  switch (value.kind) {
    case 'text':
      return shellLiteral(value.text);
    case 'integer':
      return value.digits;
    case 'boolean':
      return String(value.value);
    case 'environment':
      return `"$${value.variable}"`;
    case 'json':
      return jsonWord(value.value);
    default:
      throw new TypeError(`a ${value.kind} is not one value`);
  }
}

/** A JSON text: secrets are put into it by the function `json` of the script. */
function jsonWord(value: SampleValue): string | undefined {
  const words: string[] = [];
  let text = '';
  for (const piece of jsonPieces(value)) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    words.push(shellLiteral(text) ?? '', `"$(json "$${piece.variable}")"`);
    text = '';
  }
  // A JSON text has no NUL: it is escaped there.
  return [...words, shellLiteral(text) ?? ''].join('');
}

type JsonPiece = string | { readonly variable: string };

function jsonPieces(value: SampleValue): JsonPiece[] {
  switch (value.kind) {
    case 'text':
      return [JSON.stringify(value.text)];
    case 'integer':
      return [value.digits];
    case 'boolean':
      return [String(value.value)];
    case 'environment':
      return [{ variable: value.variable }];
    case 'json':
      throw new TypeError('no declaration has a JSON text inside of another');
    case 'list':
      return ['[', ...separated(value.items.map(jsonPieces)), ']'];
    case 'object':
      return [
        '{',
        ...separated(
          value.members.map(({ name, value: member }) => [`${JSON.stringify(name)}:`, ...jsonPieces(member)]),
        ),
        '}',
      ];
  }
}

function separated(entries: readonly JsonPiece[][]): JsonPiece[] {
  return entries.flatMap((entry, index) => (index === 0 ? entry : [',', ...entry]));
}

/** Whether a value has a secret within a JSON text. */
export function holdsSecretInJson(value: SampleValue): boolean {
  if (value.kind === 'json') return jsonPieces(value.value).some(piece => typeof piece !== 'string');
  if (value.kind === 'list') return value.items.some(holdsSecretInJson);
  return value.kind === 'object' && value.members.some(member => holdsSecretInJson(member.value));
}
