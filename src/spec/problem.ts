/** What is wrong with a parameter, and where it stands. */
import { firstCharacters } from '../text/first-characters.js';
import type { ProblemKind } from './operation.js';

/** Names, and the numbers of a list's entries, which count from 1 as they do on the wire: `['Tag', 2, 'Key']`. */
export type Place = readonly (string | number)[];

const DEFAULT_RULES: Readonly<Record<ProblemKind | 'missing', string>> = {
  missing: 'is missing',
  type: 'is of the wrong type',
  length: 'is too long or too short',
  characters: 'holds characters that are not allowed',
  format: 'is not well formatted',
  range: 'is out of range',
  value: 'is not one of the allowed values',
  count: 'has too many or too few entries',
};

export class Problem extends Error {
  /** In the words of the declaration, flattened: `Tag.2.Key`. */
  readonly parameter: string;
  /** As the caller wrote it, where the declaration has no such name: `Tags.2.Key`. For messages; codes and logs have `parameter`. */
  readonly written: string;

  constructor(
    readonly place: Place,
    readonly problem: ProblemKind | 'missing',
    /** The broken rule in words that follow the parameter's name: `must be at most 32 bytes long`. Never the value itself. */
    readonly rule: string = DEFAULT_RULES[problem],
    written: Place = place,
  ) {
    super(`${place.join('.')}: ${problem}`);
    this.name = 'Problem';
    this.parameter = place.join('.');
    this.written = shownName(written.join('.'));
  }

  /** The same for a value inside the JSON that `root` was given as: the rule then also says where in the JSON. */
  inJson(root: Place): Problem {
    const inner = this.place.slice(root.length);
    if (inner.length === 0) return this;
    const rule = `${this.rule} (at ${jsonPath(inner)} in the JSON)`;
    return new Problem(this.place, this.problem, rule, [this.written]);
  }
}

/** `[1].Key`: entries are counted from 0, as in JSON. */
function jsonPath(place: Place): string {
  return place
    .map(step => (typeof step === 'number' ? `[${step - 1}]` : `.${shownName(step)}`))
    .join('')
    .replace(/^\./, '');
}

/** A name as an error may repeat it: short, and without what a terminal would act on. */
export function shownName(name: string): string {
  return firstCharacters(name, 100)
    .replace(/[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '?')
    .toWellFormed();
}
