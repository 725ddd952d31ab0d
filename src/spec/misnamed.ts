/**
 * Parameters that nobody declared. Clients send some of their own, which are left alone (wire/gateway.md section 2.3); but one whose name is
 * nearly that of a declared parameter was meant to be that one, and a call that drops it does something else than its caller thinks.
 */
import type { Field, Fields } from './field.js';
import { type Place, Problem } from './problem.js';
import { flattenedName, holdsOthers } from './sample.js';

/** What the gateway reads itself (sections 3.1 and 6.1), and what official clients add to any call (2.3). */
const ENVELOPE: ReadonlySet<string> = new Set([
  'Action',
  'Version',
  'Format',
  'AccessKeyId',
  'SecurityToken',
  'BearerToken',
  'Signature',
  'SignatureMethod',
  'SignatureNonce',
  'SignatureType',
  'SignatureVersion',
  'Timestamp',
  'RegionId',
  'SourceIp',
  'SecureTransport',
]);

/** Throws `Problem` for the first wire name that is no declared one and was probably meant to be one. */
export function refuseMisnamed(fields: Fields, names: Iterable<string>): void {
  const declared = spellingsOf(fields);
  const strangers = new Map<string, string | undefined>();
  for (const written of names) {
    if (declared.has(written) || ENVELOPE.has(written)) continue;
    const head = headOf(written);
    const field = declared.get(head);
    if (field && written[head.length] === '.' && holdsOthers(field.field)) continue;
    if (!field && ENVELOPE.has(head)) continue;
    if (!strangers.has(head))
      strangers.set(head, field ? namesakeWithParts(head, declared) : nearest(head, [...declared.keys()]));
    const spelling = strangers.get(head);
    if (spelling !== undefined) throw misnamed(written, spelling, declared.get(spelling) as Declared);
  }
}

/** The refusal of a member that an object does not have; `place` is the object's. */
export function unknownMember(fields: Fields, place: Place, member: string): Problem {
  const names = Object.keys(fields);
  const meant = nearest(headOf(member), names);
  const rule =
    meant === undefined
      ? `is not known here; there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`
      : `is not known here; ${[...place, flattenedName(meant, fields[meant] as Field)].join('.')} was probably meant`;
  return new Problem(place, 'value', rule, [...place, member]);
}

interface Declared {
  readonly name: string;
  readonly field: Field;
}

/** What is given in parts where the field of that name takes one value: a list of nearly the same name, such as ResourceGroupIds beside ResourceGroupId. */
function namesakeWithParts(name: string, declared: ReadonlyMap<string, Declared>): string {
  const namesakes = [...declared].filter(([other, { field }]) => bare(other) === bare(name) && holdsOthers(field));
  return namesakes[0]?.[0] ?? name;
}

const known = new WeakMap<Fields, ReadonlyMap<string, Declared>>();

/** Made once for each declaration. */
function spellingsOf(fields: Fields): ReadonlyMap<string, Declared> {
  const made = known.get(fields);
  if (made) return made;
  const spellings = new Map<string, Declared>();
  for (const [name, field] of Object.entries(fields)) {
    for (const spelling of [name, ...(field.aliases ?? [])]) spellings.set(spelling, { name, field });
  }
  known.set(fields, spellings);
  return spellings;
}

/** `Tag` of `Tag.1.Key` and of `Tag[0]`, as other protocols number. */
const headOf = (name: string): string => /^[^.[]*/.exec(name)?.[0] ?? name;

function misnamed(written: string, spelling: string, { name, field }: Declared): Problem {
  if (!holdsOthers(field)) {
    const rule = headOf(written) === spelling ? `is not known here; ${spelling} takes one value` : meant(spelling);
    return new Problem([name], 'value', rule, [written]);
  }
  const rest = written.slice(headOf(written).length);
  const isRight = !rest.startsWith('[') && fits(field, rest.split('.').slice(1));
  return new Problem([name], 'value', meant(isRight ? spelling + rest : flattenedName(spelling, field)), [written]);
}

const meant = (name: string): string => `is not known here; ${name} was probably meant`;

/** Whether what follows the name of a field leads to a value of it. */
function fits(field: Field, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (field.kind === 'json-text' && field.item && holdsOthers(field)) return fits(field.item, steps);
  if (step === undefined) return true;
  if (field.kind === 'list' && field.item) return /^[1-9]\d{0,3}$/.test(step) && fits(field.item, rest);
  if (field.kind === 'map') return true;
  const member = field.kind === 'object' && Object.hasOwn(field.fields ?? {}, step) ? field.fields?.[step] : undefined;
  return member !== undefined && fits(member, rest);
}

/** The declared name that the written one is another spelling of, begins with, or misses by one letter. */
function nearest(written: string, declared: readonly string[]): string | undefined {
  if (written.length > 64) return declared.find(name => written.startsWith(name));
  const lower = written.toLowerCase();
  return (
    declared.find(name => name.toLowerCase() === lower) ??
    declared.find(name => bare(name) === bare(written)) ??
    declared.filter(name => lower.startsWith(name.toLowerCase())).sort((a, b) => b.length - a.length)[0] ??
    declared.find(name => name.length > 4 && isOneLetterOff(name.toLowerCase(), lower))
  );
}

/** Without case, signs between words, and the ending of a plural. */
const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/(?<=..)ies$/, 'y')
    .replace(/(?<=..)(?:list|s)$/, '');

/** One letter put in, left out, changed, or two neighbours swapped. */
function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}
