/** Requests of operations with real things where their parameters name some. */
import { isNeeded } from '../../src/reference/needed.js';
import type { Field } from '../../src/spec/field.js';
import { namingsOf } from '../../src/spec/kinds.js';
import type { Operation } from '../../src/spec/operation.js';
import { makeCsr } from '../api/cas/issuing/csrs.js';
import type { Scratch } from '../strangers/commands.js';
import type { Things } from './things.js';

export interface Named {
  readonly parameter: string;
  readonly kind: string;
}

/** Every place of a request in which a thing may stand, once for each kind of thing. */
export function namesIn(operation: Operation): readonly Named[] {
  return namingsOf(operation.request).flatMap(({ parameter, kinds }) => kinds.map(kind => ({ parameter, kind })));
}

/** The things that a call cannot do without or names in its example: one for each parameter, of the first kind that it may name. */
export function usualIn(operation: Operation): readonly Named[] {
  const example = operation.examples[0]?.request ?? {};
  return namingsOf(operation.request)
    .filter(({ parameter }) => isNeeded(operation, parameter) || Object.hasOwn(example, parameter))
    .map(({ parameter, kinds }) => ({ parameter, kind: kinds[0] ?? '' }));
}

/** Values in place of those of the examples, by parameter. */
export type Instead = Readonly<Record<string, unknown>>;

/** Examples shorten a CSR, and name a system policy where a policy of the account may stand too. */
export function insteadOfExamples(scratch: Scratch): Instead {
  return { Csr: makeCsr(scratch).csr, PolicyType: 'Custom' };
}

/** What a parameter calls the thing of that kind. */
export async function nameOf(things: Things, { parameter, kind }: Named): Promise<string> {
  const thing = await things.get(kind);
  return thing.by[parameter] ?? thing.name;
}

/** Names by parameter, as `requestWith` takes them. */
export async function namesOf(things: Things, named: readonly Named[]): Promise<Map<string, string>> {
  const entries = named.map(async it => [it.parameter, await nameOf(things, it)] as const);
  return new Map(await Promise.all(entries));
}

/** The first example of the operation without the things that it names, and with those given instead. */
export function requestWith(
  operation: Operation,
  things: ReadonlyMap<string, string>,
  instead: Instead,
): Record<string, unknown> {
  const naming = new Set(namingsOf(operation.request).map(({ parameter }) => parameter));
  const kept = Object.entries(operation.examples[0]?.request ?? {})
    .filter(([parameter]) => !naming.has(parameter))
    .map(([parameter, value]) => [parameter, instead[parameter] ?? value]);
  const filled = [...things].map(([parameter, name]) => [parameter, write(operation.request[parameter], name)]);
  return Object.fromEntries([...kept, ...filled]) as Record<string, unknown>;
}

/** The name in the form that the field takes: in a list, or in JSON where it stands further inside. */
function write(field: Field | undefined, name: string): unknown {
  if (!field || field.names !== undefined) return name;
  if (field.kind === 'list') return [write(field.item, name)];
  if (field.kind === 'json-text') return JSON.stringify(write(field.item, name));
  const inside = Object.entries(field.fields ?? {}).filter(([, member]) => namingsOf({ member }).length > 0);
  return Object.fromEntries(inside.map(([member, it]) => [member, write(it, name)]));
}
