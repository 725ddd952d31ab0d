/** The forms of time on this wire, and every parameter and element that has one. */
import type { Field } from '../../spec/field.js';
import type { Operation } from '../../spec/operation.js';
import { bullets, code, heading, link, type Page, paragraph, table } from '../document.js';
import { type Direction, fieldRows } from '../field-rows.js';
import { operationPage } from '../prose.js';
import type { ReferenceSource } from '../source.js';

export function timesPage({ catalogue }: ReferenceSource): Page {
  const rows = catalogue.operations.flatMap(operation => [
    ...timesOf(operation, 'request'),
    ...timesOf(operation, 'response'),
  ]);
  return {
    id: 'times',
    title: 'Time formats',
    summary: 'Which form a time has differs between products; it is UTC everywhere.',
    above: [],
    blocks: [
      bullets([
        [
          code('yyyy-MM-ddTHH:mm:ssZ'),
          ', such as ',
          code('2026-01-31T08:00:00Z'),
          ': whole seconds, always with the Z.',
        ],
        [
          code('yyyy-MM-ddTHH:mmZ'),
          ', such as ',
          code('2026-01-31T08:00Z'),
          ': the same to the minute, in two older lists.',
        ],
        ['Seconds since 1970, such as ', code('1769846400'), '.'],
        ['Milliseconds since 1970, such as ', code('1769846400000'), '.'],
      ]),
      paragraph(
        'The time in the signature (',
        code('x-acs-date'),
        ', ',
        code('Timestamp'),
        ') has the first form. A day that no calendar has is refused.',
      ),
      heading(2, 'Times of all operations'),
      table('Times of all operations', ['Operation', 'Name', 'Where', 'Form'], rows),
    ],
  };
}

function timesOf(operation: Operation, direction: Direction) {
  return fieldRows(operation[direction], direction).flatMap(({ path, field }) => {
    const form = formOf(field);
    if (form === undefined) return [];
    return [
      [[operation.product.code, ' ', link(operationPage(operation), operation.action)], code(path), direction, form],
    ];
  });
}

/** Some texts of answers are times without saying so; their examples show it. */
function formOf({ kind, text, unit, example }: Field): string | undefined {
  if (unit?.endsWith('since 1970')) return unit;
  if (kind !== 'string') return undefined;
  const shown = typeof example === 'string' ? example : '';
  if (text?.format === 'date-time' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(shown)) return 'yyyy-MM-ddTHH:mm:ssZ';
  return /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(shown) ? 'yyyy-MM-ddTHH:mmZ' : undefined;
}
