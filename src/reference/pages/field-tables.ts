/** The tables of request parameters and response elements, nested members included. */
import type { Field } from '../../spec/field.js';
import type { Operation } from '../../spec/operation.js';
import { protobufType } from '../../spec/protobuf.js';
import { type Cell, code, strong, type Table, type Text, table } from '../document.js';
import { exampleRequestId } from '../example-answer.js';
import { type FieldRow, fieldRows, typeName } from '../field-rows.js';
import { limitsOf, sendingOf } from '../limits.js';
import { isNeeded } from '../needed.js';
import type { Prose } from '../prose.js';

/** Undefined where there are no parameters. */
export function requestTable(operation: Operation, prose: Prose): Table | undefined {
  const rows = fieldRows(operation.request, 'request');
  if (rows.length === 0) return undefined;
  return table(
    'Request parameters',
    [...NUMBERED(operation), 'Parameter', 'Type', 'Required', 'Description', 'Limits', 'Example'],
    rows.map(row => [
      ...numbers(operation, row),
      code(row.path),
      shownType(operation, row),
      yesOrNo(row.required || isNeeded(operation, row.path)),
      about(row.field, prose),
      { lines: [...limitsOf(row.field), ...sendingOf(row)] },
      example(row.field),
    ]),
  );
}

export function responseTable(operation: Operation, prose: Prose): Table {
  return table(
    'Response elements',
    [...NUMBERED(operation), 'Element', 'Type', 'Always there', 'Description', 'Example'],
    [
      ...fieldRows(operation.response, 'response').map(row => [
        ...numbers(operation, row),
        code(row.path),
        shownType(operation, row),
        yesOrNo(row.required),
        { lines: [about(row.field, prose), ...valueNotes(row)] },
        example(row.field),
      ]),
      ...(isMessage(operation) ? [] : [REQUEST_ID]),
    ],
  );
}

const isMessage = ({ product }: Operation): boolean => product.protocol === 'instance';
const NUMBERED = (operation: Operation): string[] => (isMessage(operation) ? ['Field'] : []);

/** The number in the message, or the header beside it. */
function numbers(operation: Operation, { field, path }: FieldRow): Cell[] {
  if (!isMessage(operation)) return [];
  // A list is one field.
  if (path.endsWith('[]')) return [''];
  return [field.number === undefined ? { lines: ['header', code(field.header ?? '')] } : String(field.number)];
}

function shownType(operation: Operation, { field }: FieldRow): string {
  return isMessage(operation) ? protobufType(field) : typeName(field);
}

/** What holds of a value in an answer: its form, its unit, that it is secret. */
function valueNotes({ field }: FieldRow): Text[] {
  return [...limitsOf(field), ...(field.kind === 'secret' ? ['secret: in no log, no audit record'] : [])];
}

const REQUEST_ID: Cell[] = [
  code('RequestId'),
  'string',
  strong('Yes'),
  'The id of the request. The administrator of the server finds the call by it.',
  code(exampleRequestId),
];

const yesOrNo = (yes: boolean): Text => (yes ? strong('Yes') : 'No');

const about = (field: Field, prose: Prose): Text => prose(field.about ?? '');

function example({ example: value }: Field): Cell {
  if (value === undefined) return '';
  return { lines: String(value).trimEnd().split('\n').map(code) };
}
