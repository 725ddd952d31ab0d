/** What the audit log says of sign-ins, which are no operations: who, from where and how it ended; no password, no code and no name that was tried. */
import { randomUUID } from 'node:crypto';
import type { AuditRecord } from './audit/record.js';
import type { Ledger } from './gateway/ledger.js';
import { userArn } from './identity/names.js';
import type { SignInFacts, SignInSurroundings } from './identity/sign-in/attempt.js';

/** Successes are part of their change. Of refusals that come one upon the other, all but the first are counted, as refused calls are. */
export function signInRecords({
  audit,
  refusedCalls,
  commit,
}: Pick<Ledger, 'audit' | 'refusedCalls' | 'commit'>): Pick<SignInSurroundings, 'record' | 'recordRefusal'> {
  return {
    record: facts => [audit.recordStep(signInRecord(facts))],
    recordRefusal: async facts => {
      const record = signInRecord(facts);
      if (await refusedCalls.isFirst(record)) await commit([audit.recordStep(record)]);
      else refusedCalls.count(record);
    },
  };
}

/** As the vendor's trail calls the event. */
const OPERATION = 'ConsoleSignin';

const STATUSES: Readonly<Record<SignInFacts['outcome'], number>> = {
  OK: 200,
  'sign-in-refused': 401,
  'mfa-code-needed': 401,
  'sign-in-throttled': 429,
};

/** Of a name that is no user's, the account is on record: the name may be a password that was typed in the wrong place. */
function signInRecord({ accountId, user, sourceAddress, now, outcome, detail, session }: SignInFacts): AuditRecord {
  return {
    time: now.getTime(),
    requestId: randomUUID().toUpperCase(),
    accountId,
    principalType: 'user',
    principalId: user?.id ?? 'unknown',
    principalArn: userArn(accountId, user?.name ?? ''),
    accessKeyId: session?.accessKeyId ?? '',
    sourceAddress,
    product: 'console',
    operation: OPERATION,
    version: '',
    parameters: JSON.stringify(session ? { MfaPresent: session.mfaPresent } : {}),
    outcome,
    status: STATUSES[outcome],
    detail: detail ?? null,
    count: 1,
  };
}
