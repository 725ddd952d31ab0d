/** Forms filled in every field, for what has to hold for every operation that there is. */
import type { Field, Operation } from '../../console/src/description/model';
import { type Draft, type DraftObject, draftOf } from '../../console/src/form/draft';

/** Everything that quoting gets wrong somewhere: quotes, escapes, placeholders, comments, control and format characters, pairs. */
export const HOSTILE =
  'a"b\'c`d\\e\\u000a\\\\u0041$' + '{HOME}$(id)%s{{x}}*/ // \n\r\t\0\u001b\u007f\u0085\u2028\u202e\ufeff é证书😀\\';

/** With the examples of the declaration, or values of the right kind where it has none. */
export function filledForm({ request }: Operation): DraftObject {
  return Object.fromEntries(request.map(field => [field.name, exampleOf(field)]));
}

/** With the same text in every field, also where a number belongs: a person can send that. */
export function hostileForm({ request }: Operation): DraftObject {
  return Object.fromEntries(request.map(field => [field.name, everywhere(field, HOSTILE)]));
}

function exampleOf(field: Field): Draft {
  const example = draftOf(field, field.example);
  if (example !== undefined) return example;
  switch (field.kind) {
    case 'integer':
      return '1';
    case 'boolean':
      return 'true';
    case 'choice':
      return field.choices?.[0];
    case 'json-text':
      return JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Count: 1, Resource: ['a', true] }] });
    default:
      return collected(field, exampleOf, 'x') ?? 'x';
  }
}

function everywhere(field: Field, text: string): Draft {
  if (field.kind === 'json-text') return JSON.stringify(hostileJson(text));
  return collected(field, member => everywhere(member, text), text) ?? text;
}

/** Two entries, or every member. */
function collected(field: Field, fill: (field: Field) => Draft, key: string): Draft {
  const { item, fields } = field;
  if (field.kind === 'list' && item) return [fill(item), fill(item)];
  if (field.kind === 'map' && item) return [key, key, `${key}2`].map(name => ({ key: name, value: fill(item) }));
  if (field.kind === 'object') return Object.fromEntries((fields ?? []).map(member => [member.name, fill(member)]));
  return undefined;
}

/** Names of many lengths, since formatters put what follows them in columns; many members; everything that JSON has, nested. */
function hostileJson(text: string): object {
  const lengths = [1, 45, 3, 39, 41, 120, 2, 40, 100, 7, 80, 81];
  const members = lengths.map(length => ['k'.repeat(length), length % 2 ? text : [length, { [text]: [] }]]);
  return { ...Object.fromEntries(members), [text]: {}, long: ['x'.repeat(120), text, { nested: { deeper: members } }] };
}
