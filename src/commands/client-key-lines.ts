/** What `chancery client-key list` says of each client key. */
import type { ClientKey, ClientKeyUsed } from '../kms/access-points/client-key.js';
import { wholeSeconds } from '../kms/access-points/client-key-validity.js';

const DAY_MS = 86_400_000;

export interface ListRules {
  /** Days within which an end is worth a word. */
  readonly expiresWithin: number;
  /** Days without a use after which a key can be deleted. */
  readonly unusedFor: number;
}

/** A line for each access point, and below it one for each of its keys. */
export function clientKeyLines(
  keys: readonly ClientKey[],
  uses: ReadonlyMap<string, ClientKeyUsed>,
  rules: ListRules,
  now: Date,
): string {
  const accessPoints = [...new Set(keys.map(({ accessPoint }) => accessPoint))].sort();
  return accessPoints
    .map(name => {
      const own = keys.filter(({ accessPoint }) => accessPoint === name);
      const latest = own
        .map(({ id }) => uses.get(id))
        .filter(use => use !== undefined)
        .sort((one, other) => other.at.getTime() - one.at.getTime())[0];
      const lines = own.map(key => `  ${key.id}  ${keyWords(key, uses.get(key.id), rules, now).join('; ')}\n`);
      return `${name}  ${latest ? lastUseWords(latest) : 'these keys were never used'}\n${lines.join('')}`;
    })
    .join('');
}

function keyWords(key: ClientKey, use: ClientKeyUsed | undefined, rules: ListRules, now: Date): string[] {
  return [endWords(key, rules, now), lastUseWords(use), deletionWords(key, use, rules, now)];
}

function endWords(key: ClientKey, { expiresWithin }: ListRules, now: Date): string {
  const { notAfter } = key;
  const daysLeft = daysBetween(now, notAfter);
  if (hasEnded(key, now)) return `expired on ${minute(notAfter)}`;
  return daysLeft <= expiresWithin
    ? `EXPIRES within ${Math.max(1, Math.ceil(daysLeft))} days, on ${minute(notAfter)}`
    : `expires on ${minute(notAfter)}`;
}

function lastUseWords(use: ClientKeyUsed | undefined): string {
  if (!use) return 'never used';
  if (use.operation === '') return `no use on record, which begins on ${minute(use.at)}`;
  return `last used on ${minute(use.at)}, for ${use.operation} from ${use.sourceAddress}`;
}

/** A key that was just made may be on its way to an application: it counts as in use for as long as one that was just used. */
function deletionWords(key: ClientKey, use: ClientKeyUsed | undefined, { unusedFor }: ListRules, now: Date): string {
  if (hasEnded(key, now)) return 'can be deleted: it opens nothing any more';
  if (daysBetween(use?.at ?? key.createdAt, now) >= unusedFor) return `can be deleted: not used for ${unusedFor} days`;
  if (!use) return `keep it: it was made less than ${unusedFor} days ago`;
  return use.operation === '' ? `keep it: the record is shorter than ${unusedFor} days` : 'keep it: it is in use';
}

const hasEnded = ({ notAfter }: ClientKey, now: Date): boolean => wholeSeconds(now) > notAfter;

const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / DAY_MS;

/** `2026-11-30T15:04Z`: uses are recorded to the minute. */
const minute = (time: Date): string => `${time.toISOString().slice(0, 16)}Z`;
