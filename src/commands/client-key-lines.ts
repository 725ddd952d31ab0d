/** What `chancery client-key list` says of each client key. */
import type { ClientKey, ClientKeyUsed } from '../kms/access-points/client-key.js';
import {
  type Hygiene,
  type HygieneRules,
  hygieneOf,
  isKnown,
  latestUse,
} from '../kms/access-points/client-key-hygiene.js';

/** A line for each access point, and below it one for each of its keys. */
export function clientKeyLines(
  keys: readonly ClientKey[],
  uses: ReadonlyMap<string, ClientKeyUsed>,
  rules: HygieneRules,
  now: Date,
): string {
  const accessPoints = [...new Set(keys.map(({ accessPoint }) => accessPoint))].sort();
  return accessPoints
    .map(name => {
      const own = keys.filter(({ accessPoint }) => accessPoint === name);
      const latest = latestUse(own.map(({ id }) => uses.get(id)));
      const lines = own.map(key => `  ${key.id}  ${keyWords(key, uses.get(key.id), rules, now).join('; ')}\n`);
      return `${name}  ${latest ? lastUseWords(latest) : 'these keys were never used'}\n${lines.join('')}`;
    })
    .join('');
}

function keyWords(key: ClientKey, use: ClientKeyUsed | undefined, rules: HygieneRules, now: Date): string[] {
  const hygiene = hygieneOf(key, use, rules, now);
  return [endWords(key, hygiene), lastUseWords(use), deletionWords(hygiene, rules)];
}

function endWords({ notBefore, notAfter }: ClientKey, { state, daysLeft }: Hygiene): string {
  switch (state) {
    case 'Expired':
      return `expired on ${minute(notAfter)}`;
    case 'ExpiresSoon':
      return `EXPIRES within ${Math.max(1, Math.ceil(daysLeft))} days, on ${minute(notAfter)}`;
    case 'NotYetValid':
      return `valid from ${minute(notBefore)} until ${minute(notAfter)}`;
    case 'Valid':
      return `expires on ${minute(notAfter)}`;
  }
}

function lastUseWords(use: ClientKeyUsed | undefined): string {
  if (!use) return 'never used';
  if (!isKnown(use)) return `no use on record, which begins on ${minute(use.at)}`;
  return `last used on ${minute(use.at)}, for ${use.operation} from ${use.sourceAddress}`;
}

function deletionWords({ reason }: Hygiene, { unusedFor }: HygieneRules): string {
  switch (reason) {
    case 'Expired':
      return 'can be deleted: it opens nothing any more';
    case 'Unused':
      return `can be deleted: not used for ${unusedFor} days`;
    case 'InUse':
      return 'keep it: it is in use';
    case 'New':
      return `keep it: it was made less than ${unusedFor} days ago`;
    case 'NotYetValid':
      return 'keep it: it is not valid yet';
    case 'RecordTooShort':
      return `keep it: the record is shorter than ${unusedFor} days`;
  }
}

/** `2026-11-30T15:04Z`: uses are recorded to the minute. */
const minute = (time: Date): string => `${time.toISOString().slice(0, 16)}Z`;
