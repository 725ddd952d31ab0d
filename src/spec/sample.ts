/** What a value looks like, from the examples of its declaration: for messages that show the right form. */
import type { Field } from './field.js';

/** Longer ones would hide the message; a large object then shows the first of its members. */
const MAX_SAMPLE_LENGTH = 160;

/** JSON text of a list, an object, a map or a JSON text. */
export function jsonSample(field: Field): string {
  if (field.kind === 'json-text') {
    if (typeof field.example === 'string') return field.example;
    return field.item ? jsonSample(field.item) : '…';
  }
  const whole = JSON.stringify(sampleOf(field, true));
  return whole.length <= MAX_SAMPLE_LENGTH ? whole : JSON.stringify(sampleOf(field, false));
}

function sampleOf(field: Field, isWhole: boolean): unknown {
  switch (field.kind) {
    case 'list':
      return field.item ? [sampleOf(field.item, isWhole)] : [];
    case 'map':
      return field.item ? { key: sampleOf(field.item, isWhole) } : {};
    case 'object': {
      const members = Object.entries(field.fields ?? {});
      const shown = isWhole ? members : members.filter(([, member], index) => index === 0 || member.required);
      return Object.fromEntries(shown.map(([name, member]) => [name, sampleOf(member, isWhole)]));
    }
    case 'json-text':
      return jsonSample(field);
    case 'integer':
      return field.example ?? field.default ?? field.range?.minimum ?? 1;
    case 'boolean':
      return field.example ?? field.default ?? true;
    case 'secret':
      return '…';
    default:
      return field.example ?? field.values?.[0] ?? '…';
  }
}

/** The first parameter of the flattened form: `Tag.1.Key`, `AccessControlRules.NetworkRules.1`, or the name of a single value. */
export function flattenedName(name: string, field: Field): string {
  const { item } = field;
  if (field.kind === 'list' && item) return flattenedName(`${name}.1`, item);
  if (field.kind === 'map' && item) return flattenedName(`${name}.<key>`, item);
  if (field.kind === 'json-text' && item && holdsOthers(item)) return flattenedName(name, item);
  const [member] = Object.entries(field.fields ?? {});
  if (field.kind === 'object' && member) return flattenedName(`${name}.${member[0]}`, member[1]);
  return name;
}

/** Whether the field can be written in parts (`Name.1`, `Name.Key`). A JSON text can where what it holds can. */
export function holdsOthers(field: Field): boolean {
  if (field.kind === 'json-text') return field.item !== undefined && holdsOthers(field.item);
  return field.kind === 'list' || field.kind === 'object' || field.kind === 'map';
}
