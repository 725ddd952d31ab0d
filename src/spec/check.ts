/** Checks decoded requests and results against their declarations, with ajv on the schema that the declaration amounts to. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { wireNumber } from './decode.js';
import type { Field, Fields } from './field.js';
import { schemaOfFields } from './json-schema.js';
import type { ProblemKind } from './operation.js';
import { type Place, Problem } from './problem.js';

// The input has its types already (decode.ts); ajv's own coercion would take " " and "0x10" for numbers.
// The schemas are our own (json-schema.ts), so none is checked against the schema of schemas, which takes longer than to compile ten of them.
const ajv = new Ajv({
  coerceTypes: false,
  strict: true,
  allErrors: false,
  verbose: true,
  meta: false,
  validateSchema: false,
});
ajv.addKeyword({
  keyword: 'maxBytes',
  type: 'string',
  validate: (limit: number, value: string) => Buffer.byteLength(value) <= limit,
});
ajv.addKeyword({
  keyword: 'textFormat',
  type: 'string',
  validate: (format: 'date-time' | 'base64', value: string) =>
    format === 'date-time' ? isDateTime(value) : isBase64(value),
});

const compiled = new WeakMap<Fields, ValidateFunction>();

/** Throws `Problem` for the first value that breaks its declaration. Schemas are compiled at their first use. */
export function check(fields: Fields, values: object): void {
  const validate = compiled.get(fields) ?? compile(fields);
  if (validate(values)) return;
  const [error] = validate.errors ?? [];
  throw error ? asProblem(error, fields, values) : new Problem([], 'value');
}

function compile(fields: Fields): ValidateFunction {
  const validate = ajv.compile(schemaOfFields(fields));
  compiled.set(fields, validate);
  return validate;
}

const KINDS: Readonly<Record<string, ProblemKind | 'missing'>> = {
  required: 'missing',
  type: 'type',
  minLength: 'length',
  maxLength: 'length',
  maxBytes: 'length',
  pattern: 'characters',
  textFormat: 'format',
  minimum: 'range',
  maximum: 'range',
  minItems: 'count',
  maxItems: 'count',
  maxProperties: 'count',
  enum: 'value',
  additionalProperties: 'value',
};

function asProblem(error: ErrorObject, fields: Fields, values: object): Problem {
  const missing = error.keyword === 'required' ? `/${String(error.params.missingProperty)}` : '';
  return new Problem(
    placeOf(error.instancePath + missing, fields, values),
    KINDS[error.keyword] ?? 'value',
    rule(error),
  );
}

function rule(error: ErrorObject): string {
  switch (error.keyword) {
    case 'maxBytes':
      return `must be at most ${String(error.schema)} bytes long`;
    case 'textFormat':
      return error.schema === 'base64' ? 'must be Base64' : 'must be a time of the form yyyy-MM-ddTHH:mm:ssZ';
    case 'enum':
      return `must be one of ${(error.params.allowedValues as string[]).join(', ')}`;
    case 'minLength':
      return `must be at least ${String(error.schema)} characters long`;
    case 'maxLength':
      return `must be at most ${String(error.schema)} characters long`;
    case 'minimum':
      return `must be at least ${String(error.schema)}`;
    case 'maximum':
      return `must be at most ${String(error.schema)}`;
    case 'minItems':
      return `must have at least ${String(error.schema)} entries`;
    case 'maxItems':
    case 'maxProperties':
      return `must have at most ${String(error.schema)} entries`;
    case 'additionalProperties':
      return 'is not known here';
    case 'pattern':
      return 'holds characters that are not allowed';
    default:
      return error.message ?? 'is not valid';
  }
}

/** `/Tags/0/Key` is `Tags.1.Key` on the wire, or `Tags.3.Key` where the caller left numbers out. A JSON text is what it holds. */
function placeOf(pointer: string, fields: Fields, values: object): Place {
  const place: (string | number)[] = [];
  let field: Field | undefined = { kind: 'object', presence: 'always', fields };
  let value: unknown = values;
  for (const step of pointer.split('/').slice(1).map(unescaped)) {
    if (field?.kind === 'list') place.push(wireNumber(value, Number(step)));
    else if (field?.kind !== 'json-text') place.push(step);
    field = field?.kind === 'object' ? field.fields?.[step] : field?.item;
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[step];
  }
  return place;
}

/** RFC 6901 section 4. */
const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** yyyy-MM-ddTHH:mm:ssZ and a moment that exists. */
export function isDateTime(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString() === `${value.slice(0, -1)}.000Z`;
}

function isBase64(value: string): boolean {
  return Buffer.from(value, 'base64').toString('base64') === value;
}
