/** How long parameters can be when they are sent as JSON, from their declarations: what is longer than any may be is not read. */
import type { Field, Fields } from './field.js';

/** JSON may write any character in six bytes, `\u4e2d`. */
const BYTES_OF_A_CHARACTER = 6;
/** A whole number of up to 16 digits and its sign, in quotes. */
const BYTES_OF_A_NUMBER = 20;
/** Quotes and colon around a name, and the comma before it; twice that, for those who write blanks. */
const BYTES_AROUND_A_MEMBER = 8;
/** A key of a map, where nothing says how long it may be. */
const BYTES_OF_A_KEY = 1024;

/** Bytes of the longest JSON object with these members. One whose declaration has no limit counts as `unlimitedBytes`. */
export function longestJson(fields: Fields, unlimitedBytes: number): number {
  return Object.entries(fields).reduce(
    (bytes, [name, field]) => bytes + name.length + BYTES_AROUND_A_MEMBER + (longestValue(field) ?? unlimitedBytes),
    2,
  );
}

/** Undefined where the declaration leaves it open. */
function longestValue(field: Field): number | undefined {
  switch (field.kind) {
    case 'string':
    case 'secret':
    case 'json-text': {
      const most = field.text?.maxLength ?? field.text?.maxBytes;
      return most === undefined ? undefined : BYTES_OF_A_CHARACTER * most + 2;
    }
    case 'enum':
      return BYTES_OF_A_CHARACTER * Math.max(...(field.values ?? []).map(value => value.length)) + 2;
    case 'integer':
    case 'boolean':
      return BYTES_OF_A_NUMBER;
    case 'list':
      return times(field.maxItems, field.item && longestValue(field.item), 1);
    case 'map':
      return times(field.maxItems, field.item && longestValue(field.item), BYTES_OF_A_KEY);
    case 'object': {
      const members = Object.entries(field.fields ?? {}).map(([name, member]) => {
        const longest = longestValue(member);
        return longest === undefined ? Number.NaN : longest + name.length + BYTES_AROUND_A_MEMBER;
      });
      const sum = members.reduce((bytes, member) => bytes + member, 2);
      return Number.isNaN(sum) ? undefined : sum;
    }
  }
}

function times(count: number | undefined, each: number | undefined, around: number): number | undefined {
  return count === undefined || each === undefined ? undefined : 2 + count * (each + around);
}
