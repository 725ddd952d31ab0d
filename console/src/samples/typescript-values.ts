/** Values of parameters as TypeScript writes them. */
import { escapeInvisible, hex } from './characters';
import type { Code, Group } from './layout';
import type { SampleMember, SampleValue } from './sample';

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

export function textLiteral(text: string): string {
  const escaped = escapeInvisible(text.replace(/[\\']/g, '\\$&'), codePoint => {
    const character = String.fromCodePoint(codePoint);
    return ESCAPES[character] ?? `\\u{${hex(codePoint, 1)}}`;
  });
  return `'${escaped}'`;
}

/** For the generic client: lists, objects and texts as on the wire. */
export function literal(value: SampleValue, prefix = ''): Code {
  switch (value.kind) {
    case 'text':
      return prefix + textLiteral(value.text);
    case 'integer':
      return prefix + value.digits;
    case 'boolean':
      return prefix + String(value.value);
    case 'environment':
      return `${prefix}process.env.${value.variable}`;
    case 'json': {
      const inner = literal(value.value, `${prefix}JSON.stringify(`);
      return typeof inner === 'string' ? `${inner})` : { ...inner, close: `${inner.close})` };
    }
    case 'list':
      return { open: `${prefix}[`, entries: value.items.map(item => literal(item)), close: ']' };
    case 'object':
      return objectLiteral(value.members, prefix);
  }
}

export function objectLiteral(members: readonly SampleMember[], prefix = ''): Group {
  const entries = members.map(({ name, value }) => literal(value, `${propertyName(name)}: `));
  return { open: `${prefix}{`, entries, close: '}', padding: ' ' };
}

/** In brackets where it would set the prototype instead. */
function propertyName(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : textLiteral(name);
}
