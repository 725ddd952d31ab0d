/** A form with a text in every field, also where a number or a choice belongs: a person can send that, so it has to be a program. */
import type { Field, Operation } from '../../console/src/description/model';
import type { Draft, DraftObject } from '../../console/src/form/draft';

export function wrongForm({ request }: Operation): DraftObject {
  return Object.fromEntries(request.map(field => [field.name, wrong(field)]));
}

/** Escapes that a compiler reads before it looks for literals, and pairs of surrogates. */
const TEXT = 'a"b\'c`d\\e\\u000a\\\\u0022*/ // \n\0\u0085\u2028\u202e\ufeff 😀\\';

function wrong({ kind, item, fields }: Field): Draft {
  if (kind === 'json-text') return JSON.stringify(columns());
  if (kind === 'list' && item) return [wrong(item), wrong(item)];
  if (kind === 'map' && item) return [TEXT, TEXT, 'other'].map(key => ({ key, value: wrong(item) }));
  if (kind === 'object') return Object.fromEntries((fields ?? []).map(member => [member.name, wrong(member)]));
  return TEXT;
}

/** Names of many lengths, since formatters put what follows them in columns; and all that JSON has, nested. */
function columns(): object {
  const lengths = [1, 45, 3, 39, 41, 120, 2, 40, 100, 7, 80, 81];
  const members = lengths.map(length => ['k'.repeat(length), length % 2 ? TEXT : [length, { [TEXT]: [] }]]);
  return { ...Object.fromEntries(members), [TEXT]: {}, long: ['x'.repeat(120), TEXT, { nested: { deeper: members } }] };
}
