/** Values of parameters as Go writes them: for the generic client as on the wire, for a product's package in its types. */
import { escapeInvisible, hex } from './characters';
import type { GoCode, GoGroup } from './go-layout';
import type { SampleMember, SampleValue } from './sample';
import { lastOfEachName, type TypedModels, typeOf } from './typed-models';

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

export function textLiteral(text: string): string {
  const escaped = escapeInvisible(text.replace(/[\\"]/g, '\\$&'), codePoint => {
    const known = ESCAPES[String.fromCodePoint(codePoint)];
    return known ?? (codePoint > 0xffff ? `\\U${hex(codePoint, 8)}` : `\\u${hex(codePoint, 4)}`);
  });
  return `"${escaped}"`;
}

/** What the program has to define for its values. */
export interface Needed {
  jsonText: boolean;
}

/** For the generic client. */
export function literal(value: SampleValue, needed: Needed): GoCode {
  switch (value.kind) {
    case 'text':
      return textLiteral(value.text);
    case 'integer':
      return value.digits;
    case 'boolean':
      return String(value.value);
    case 'environment':
      return `os.Getenv("${value.variable}")`;
    case 'json':
      needed.jsonText = true;
      return wrapped('jsonText(', literal(value.value, needed), ')');
    case 'list':
      return { open: '[]any{', entries: value.items.map(item => ({ value: literal(item, needed) })), close: '}' };
    case 'object':
      return mapLiteral(value.members, needed);
  }
}

export function mapLiteral(members: readonly SampleMember[], needed: Needed): GoGroup {
  const entries = lastOfEachName(members).map(({ name, value }) => ({
    key: textLiteral(name),
    value: literal(value, needed),
  }));
  return { open: 'map[string]any{', entries, close: '}' };
}

/** A request of a product package, which `fits`: `&kms.GetClientKeyRequest{…}`. */
export function requestOf(
  models: TypedModels,
  packageName: string,
  action: string,
  members: readonly SampleMember[],
  needed: Needed,
): GoGroup {
  const model = `${packageName}.${action}Request`;
  const entries = members.map(({ name, value }) => ({ key: name, value: typed(models, model, name, value, needed) }));
  return { open: `&${model}{`, entries, close: '}', spread: true };
}

function typed(models: TypedModels, model: string, name: string, value: SampleValue, needed: Needed): GoCode {
  const type = typeOf(models, name);
  switch (type) {
    case 'int32':
      return wrapped('dara.Int32(', literal(value, needed), ')');
    case 'int64':
      return wrapped('dara.Int64(', literal(value, needed), ')');
    case 'boolean':
      return wrapped('dara.Bool(', literal(value, needed), ')');
    case 'map':
      return value.kind === 'json' ? literal(value.value, needed) : literal(value, needed);
    case 'texts':
      return {
        open: '[]*string{',
        entries: itemsOf(value).map(item => ({ value: pointer(item, needed) })),
        close: '}',
      };
    case 'objects':
      return {
        open: `[]*${model}${name}{`,
        entries: itemsOf(value).map(item => ({ value: object(item, needed) })),
        close: '}',
      };
    default:
      return pointer(value, needed);
  }
}

/** An entry of a list of models, whose type stands before the list. */
function object(value: SampleValue, needed: Needed): GoGroup {
  const members = value.kind === 'object' ? value.members : [];
  const entries = members.map(member => ({ key: member.name, value: pointer(member.value, needed) }));
  return { open: '{', entries, close: '}' };
}

function pointer(value: SampleValue, needed: Needed): GoCode {
  return wrapped('dara.String(', literal(value, needed), ')');
}

function itemsOf(value: SampleValue): readonly SampleValue[] {
  return value.kind === 'list' ? value.items : [];
}

export function wrapped(before: string, code: GoCode, after: string): GoCode {
  if (typeof code === 'string') return before + code + after;
  return { ...code, open: before + code.open, close: code.close + after };
}
