/** What the Explorer itself sends for a form with all fields filled, some of them in a nasty way; samples are to send the same. */
import { expect } from 'vitest';
import { wireParameters } from '../../console/src/client/wire-parameters';
import type { Field, Operation } from '../../console/src/description/model';
import { holdsJson } from '../../console/src/form/json-parameter';
import { filledForm } from './filled.js';
import { hostileTexts } from './hostile.js';
import type { RecordedCall } from './recorder.js';

export const secret = `a 'secret' "\${x}" \\ 证`;

/** JSON as it is declared to be, other texts hostile ones in turn. */
export function formOf({ request }: Operation) {
  let number = 0;
  const text = (field: Field) =>
    (holdsJson(field) && field.example) || (hostileTexts[number++ % hostileTexts.length] as string);
  return filledForm(request, { text, secret: () => secret });
}

/** Every operation was called, with what the Explorer sends. */
export function expectSame(calls: readonly RecordedCall[], operations: readonly Operation[]): void {
  expect(calls.length).toBe(operations.length);
  for (const operation of operations) {
    const { query, body } = wireParameters(operation.request, formOf(operation));
    const expected = normalised([...query, ...body]);
    const sent = calls
      .filter(({ action }) => action === operation.action)
      .map(call => normalised([...call.parameters]));
    expect({ action: operation.action, sent }).toEqual({
      action: operation.action,
      sent: expect.arrayContaining([expected]),
    });
  }
}

/** JSON texts are compared by what they say, and Python's truth is spelt as the server reads it. */
function normalised(parameters: readonly (readonly [string, string])[]): Record<string, unknown> {
  return Object.fromEntries(parameters.map(([name, value]) => [name, normalisedValue(value)]));
}

function normalisedValue(value: string): unknown {
  if (value === 'True' || value === 'False') return value.toLowerCase();
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
