/** How a value breaks its declaration; `texts` has the words for each rule. */

export type Rule =
  | 'missing'
  | 'empty-entry'
  | 'empty-key'
  | 'repeated-key'
  | 'integer'
  | 'boolean'
  | 'minimum'
  | 'maximum'
  | 'too-short'
  | 'too-long'
  | 'too-many-bytes'
  | 'characters'
  | 'date-time'
  | 'base64'
  | 'choice'
  | 'too-few'
  | 'too-many'
  | 'json'
  | 'json-type'
  | 'json-unknown';

export interface Problem {
  /** The wire name: `Tags.2.Key`. */
  readonly path: string;
  readonly rule: Rule;
  readonly limit?: number;
  readonly actual?: number;
  /** The place inside a JSON text: `[0].Key`. */
  readonly within?: string;
  /** What was expected there, as JSON calls it. */
  readonly expected?: string;
}
