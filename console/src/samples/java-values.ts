/** Values of parameters as Java writes them: for the generic client as on the wire, for a product's package in its types. */
import { escapeInvisible, hex } from './characters';
import type { Code, Group } from './layout';
import type { SampleMember, SampleValue } from './sample';
import { lastOfEachName, type TypedModels, typeOf } from './typed-models';

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Java reads `\u000a` as the end of the line before it looks for literals (JLS 3.3), so low ones are written in octal. */
export function textLiteral(text: string): string {
  const escaped = escapeInvisible(text.replace(/[\\"]/g, '\\$&'), codePoint => {
    const character = String.fromCodePoint(codePoint);
    if (codePoint < 0x100) return ESCAPES[character] ?? `\\${codePoint.toString(8).padStart(3, '0')}`;
    return character
      .split('')
      .map(unit => `\\u${hex(unit.charCodeAt(0), 4)}`)
      .join('');
  });
  return `"${escaped}"`;
}

/** What the program has to import for its values. */
export type Imports = Set<string>;

/** For the generic client. */
export function literal(value: SampleValue, imports: Imports, prefix = ''): Code {
  switch (value.kind) {
    case 'text':
      return prefix + textLiteral(value.text);
    case 'integer':
      return prefix + value.digits + (isInt(value.digits) ? '' : 'L');
    case 'boolean':
      return prefix + String(value.value);
    case 'environment':
      return `${prefix}Environment.get("${value.variable}")`;
    case 'json':
      imports.add('com.aliyun.teautil.Common');
      return wrapped(`${prefix}Common.toJSONString(`, literal(value.value, imports), ')');
    case 'list':
      return listOf(
        value.items.map(item => literal(item, imports)),
        imports,
        prefix,
      );
    case 'object':
      return mapOf(value.members, imports, prefix);
  }
}

function isInt(digits: string): boolean {
  return Number(digits) === (Number(digits) | 0);
}

function listOf(entries: readonly Code[], imports: Imports, prefix = ''): Group {
  imports.add('java.util.List');
  return { open: `${prefix}List.of(`, entries, close: ')', trailing: '' };
}

/** `Map.of` takes ten pairs. */
function mapOf(members: readonly SampleMember[], imports: Imports, prefix = ''): Group {
  imports.add('java.util.Map');
  const distinct = lastOfEachName(members);
  const pair = ({ name, value }: SampleMember): Code => literal(value, imports, `${textLiteral(name)}, `);
  if (distinct.length <= 10) {
    return { open: `${prefix}Map.of(`, entries: distinct.map(pair), close: ')', trailing: '' };
  }
  const entries = distinct.map(member => wrapped('Map.entry(', pair(member), ')'));
  return { open: `${prefix}Map.ofEntries(`, entries, close: ')', trailing: '' };
}

/** The argument of a setter of a product package's request, which `fits`. */
export function typed(
  models: TypedModels,
  model: string,
  { name, value }: SampleMember,
  imports: Imports,
  prefix: string,
): Code {
  switch (typeOf(models, name)) {
    case 'int64':
      return `${prefix}${value.kind === 'integer' ? value.digits : 0}L`;
    case 'map':
      return literal(value.kind === 'json' ? value.value : value, imports, prefix);
    case 'objects': {
      const items = value.kind === 'list' ? value.items : [];
      return listOf(
        items.map(item => object(`${model}.${model}${name}`, item, imports)),
        imports,
        prefix,
      );
    }
    default:
      return literal(value, imports, prefix);
  }
}

function object(model: string, value: SampleValue, imports: Imports): string {
  const members = value.kind === 'object' ? value.members : [];
  const setters = members.map(member => flat(literal(member.value, imports, `.set${member.name}(`)));
  return `new ${model}()${setters.map(setter => `${setter})`).join('')}`;
}

function flat(code: Code): string {
  return typeof code === 'string' ? code : code.open + code.entries.map(flat).join(', ') + code.close;
}

function wrapped(before: string, code: Code, after: string): Code {
  if (typeof code === 'string') return before + code + after;
  return { ...code, open: before + code.open, close: code.close + after };
}
