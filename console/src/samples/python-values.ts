/** Values of parameters as Python writes them. */
import { escapeInvisible, hex } from './characters';
import type { Code, Group } from './layout';
import type { SampleMember, SampleValue } from './sample';

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

export function textLiteral(text: string): string {
  const escaped = escapeInvisible(text.replace(/[\\"]/g, '\\$&'), codePoint => {
    const short = ESCAPES[String.fromCodePoint(codePoint)];
    return short ?? (codePoint > 0xffff ? `\\U${hex(codePoint, 8)}` : `\\u${hex(codePoint, 4)}`);
  });
  return `"${escaped}"`;
}

/** For the generic client: lists, objects and texts as on the wire. */
export function literal(value: SampleValue, prefix = ''): Code {
  switch (value.kind) {
    case 'text':
      return prefix + textLiteral(value.text);
    case 'integer':
      return prefix + value.digits;
    case 'boolean':
      return prefix + (value.value ? 'True' : 'False');
    case 'environment':
      return `${prefix}os.environ["${value.variable}"]`;
    case 'json': {
      const inner = literal(value.value, `${prefix}json.dumps(`);
      return typeof inner === 'string' ? `${inner})` : { ...inner, close: `${inner.close})` };
    }
    case 'list':
      return { open: `${prefix}[`, entries: value.items.map(item => literal(item)), close: ']' };
    case 'object':
      return dictionary(value.members, prefix);
  }
}

export function dictionary(members: readonly SampleMember[], prefix = ''): Group {
  const entries = members.map(({ name, value }) => literal(value, `${textLiteral(name)}: `));
  return { open: `${prefix}{`, entries, close: '}' };
}
