/** What ListClientKeyUsage says of the uses of client keys, and what is to be concluded from them. */
import type { ClientKey, ClientKeyUsed } from '../../../kms/access-points/client-key.js';
import {
  CLIENT_KEY_STATES,
  DELETION_REASONS,
  type HygieneRules,
  hygieneOf,
  isKnown,
  latestUse,
} from '../../../kms/access-points/client-key-hygiene.js';
import { boolean, integer, object, oneOf, string, type ValueOf } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { clientKeyFields } from './client-key-fields.js';

const lastUse = object(
  {
    Time: string({
      required: true,
      format: 'date-time',
      about: 'When, UTC, to the minute.',
      example: '2026-11-30T15:04:00Z',
    }),
    Operation: string({
      required: true,
      about: 'What it signed: the product and the operation. A call that was denied counts too.',
      example: 'kms-instance:Decrypt',
    }),
    SourceAddress: string({ required: true, about: 'The address from which the call came.', example: '192.0.2.7' }),
  },
  { about: 'The last use on record. Absent where there is none.' },
);

const { ClientKeyId, AapName, CreateTime, NotBefore, NotAfter } = clientKeyFields;

export const clientKeyUsage = object(
  {
    ClientKeyId,
    AapName,
    CreateTime,
    NotBefore,
    NotAfter,
    State: oneOf(CLIENT_KEY_STATES, {
      required: true,
      about: 'Whether it can be used now; ExpiresSoon: for at most ExpiresWithinDays more.',
      example: 'ExpiresSoon',
    }),
    LastUse: lastUse,
    RecordedSince: string({
      format: 'date-time',
      about:
        'When uses of this key began to be recorded, UTC, to the minute. Only of a key that is older than that and was not used since.',
      example: '2026-11-30T15:04:00Z',
    }),
    SafeToDelete: boolean({
      required: true,
      about: 'Whether the record says that no application would miss it.',
      example: false,
    }),
    Reason: oneOf(DELETION_REASONS, {
      required: true,
      about:
        'Why: Expired, or Unused for UnusedForDays; or else InUse within that time, New (made within it), NotYetValid, RecordTooShort (recorded for less than that).',
      example: 'InUse',
    }),
  },
  {},
);

export const accessPointUsage = object(
  {
    AapName,
    ClientKeyNumber: integer({ required: true, about: 'How many client keys it has.', example: 2 }),
    LastUse: lastUse,
  },
  {},
);

type Uses = ReadonlyMap<string, ClientKeyUsed>;

export function usageOf(key: ClientKey, use: ClientKeyUsed | undefined, rules: HygieneRules, now: Date) {
  const { state, canBeDeleted, reason } = hygieneOf(key, use, rules, now);
  return {
    ClientKeyId: key.id,
    AapName: key.accessPoint,
    CreateTime: utcTime(key.createdAt),
    NotBefore: utcTime(key.notBefore),
    NotAfter: utcTime(key.notAfter),
    State: state,
    ...lastUseOf(use),
    ...(use && !isKnown(use) && { RecordedSince: utcTime(use.at) }),
    SafeToDelete: canBeDeleted,
    Reason: reason,
  };
}

/** Of each access point that has one of the keys, by name. */
export function usesOfAccessPoints(keys: readonly ClientKey[], uses: Uses) {
  const names = [...new Set(keys.map(({ accessPoint }) => accessPoint))].sort();
  return names.map(name => {
    const own = keys.filter(({ accessPoint }) => accessPoint === name);
    return { AapName: name, ClientKeyNumber: own.length, ...lastUseOf(latestUse(own.map(({ id }) => uses.get(id)))) };
  });
}

function lastUseOf(use: ClientKeyUsed | undefined): { readonly LastUse?: ValueOf<typeof lastUse> } {
  if (!use || !isKnown(use)) return {};
  return { LastUse: { Time: utcTime(use.at), Operation: use.operation, SourceAddress: use.sourceAddress } };
}
