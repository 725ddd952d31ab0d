/**
 * What an authority or a certificate may still do, by its state: wire/cas.md sections 6.1, 6.6 and 9. The two tables below are the only
 * place that decides it; the reference shows them as they stand (`/reference/lifecycle`).
 *
 * Several states can hold at once (revoked, and meanwhile expired): what any of them refuses is refused.
 */
import { Refusal } from '../domain/change.js';
import type { Certificate, Standing } from './records.js';
import type { StateReason } from './refusals.js';

/**
 * `below-revoked`: it stands itself, and an authority above it is revoked. `external`: its key is not held here. `deleted` is also one that never
 * was.
 */
export const authorityStates = ['issued', 'revoked', 'below-revoked', 'expired', 'external', 'deleted'] as const;
export type AuthorityState = (typeof authorityStates)[number];

export const authorityActs = [
  'issue-authority',
  'issue-certificate',
  'sign-crl',
  'sign-ocsp',
  'be-revoked',
  'be-deleted',
  'be-changed',
  'be-shown',
] as const;
export type AuthorityAct = (typeof authorityActs)[number];

/** `below-revoked`: the authority that issued it is revoked, or one above that. `below-deleted`: that authority is deleted. */
export const certificateStates = [
  'pending',
  'issued',
  'revoked',
  'below-revoked',
  'below-deleted',
  'expired',
  'deleted',
] as const;
export type CertificateState = (typeof certificateStates)[number];

export const certificateActs = [
  'be-good',
  'hand-out-key',
  'be-uploaded',
  'be-revoked',
  'be-deleted',
  'be-changed',
  'be-shown',
] as const;
export type CertificateAct = (typeof certificateActs)[number];

/** Allowed, or the reason of the refusal. */
export type Verdict = 'allowed' | StateReason;

/** Whether a certificate is good is a question: its answer refuses nothing. */
export type Goodness =
  | 'allowed'
  | 'certificate-missing'
  | 'certificate-pending'
  | 'certificate-revoked'
  | 'certificate-below-revoked'
  | 'certificate-below-deleted';

type Rules<State extends string, Act extends string> = Readonly<
  Record<Exclude<Act, 'be-good'>, Readonly<Record<State, Verdict>>>
>;

const everywhere = {
  issued: 'allowed',
  revoked: 'allowed',
  'below-revoked': 'allowed',
  expired: 'allowed',
  external: 'allowed',
  deleted: 'authority-missing',
} as const;

const issuing = {
  ...everywhere,
  revoked: 'authority-not-issuing',
  'below-revoked': 'authority-below-revoked',
  expired: 'authority-expired',
  external: 'authority-is-external',
} as const;

/** A list or an answer that an authority signs after its end is worth nothing; before that it warns of what it issued, revoked or not. */
const signingRevocations = {
  ...everywhere,
  expired: 'authority-expired',
  external: 'authority-is-external',
} as const;

export const authorityRules: Rules<AuthorityState, AuthorityAct> = Object.freeze({
  'issue-authority': issuing,
  'issue-certificate': issuing,
  'sign-crl': signingRevocations,
  'sign-ocsp': signingRevocations,
  'be-revoked': { ...everywhere, revoked: 'authority-not-revocable' },
  // As long as nothing below it counts on it: that is a matter of what is stored below, not of its own state.
  'be-deleted': everywhere,
  'be-changed': everywhere,
  'be-shown': everywhere,
});

const whileStored = {
  pending: 'allowed',
  issued: 'allowed',
  revoked: 'allowed',
  'below-revoked': 'allowed',
  'below-deleted': 'allowed',
  expired: 'allowed',
  deleted: 'certificate-missing',
} as const;

export const certificateRules: Rules<CertificateState, CertificateAct> & {
  readonly 'be-good': Readonly<Record<CertificateState, Goodness>>;
} = Object.freeze({
  // Good as OCSP has it: not revoked. The dates say the rest.
  'be-good': {
    ...whileStored,
    pending: 'certificate-pending',
    revoked: 'certificate-revoked',
    'below-revoked': 'certificate-below-revoked',
    'below-deleted': 'certificate-below-deleted',
  },
  // What was encrypted or signed with a key outlives its certificate.
  'hand-out-key': { ...whileStored, pending: 'certificate-pending' },
  'be-uploaded': { ...whileStored, pending: 'certificate-pending' },
  'be-revoked': { ...whileStored, pending: 'certificate-not-revocable', revoked: 'certificate-not-revocable' },
  'be-deleted': {
    ...whileStored,
    pending: 'certificate-not-revoked',
    issued: 'certificate-not-revoked',
  },
  'be-changed': whileStored,
  'be-shown': whileStored,
});

/** All states that hold. Undefined stands for an authority that is not there. */
export function authorityStatesOf(authority: Standing | undefined, now: Date): AuthorityState[] {
  if (!authority) return ['deleted'];
  return [
    authority.status,
    ...(authority.revokedAboveAt ? (['below-revoked'] as const) : []),
    ...(authority.notAfter <= now ? (['expired'] as const) : []),
    ...(authority.origin === 'external' ? (['external'] as const) : []),
  ];
}

/** All states that hold, as far as the certificate's own record tells. */
export function certificateStatesOf(
  certificate: Pick<Certificate, 'status' | 'notAfter'> | undefined,
  now: Date,
): CertificateState[] {
  if (!certificate) return ['deleted'];
  return [certificate.status, ...(certificate.notAfter <= now ? (['expired'] as const) : [])];
}

/** The states that its issuer gives a certificate; undefined stands for an issuer that was deleted. */
export function statesBelow(issuer: Pick<Standing, 'status' | 'revokedAboveAt'> | undefined): CertificateState[] {
  if (!issuer) return ['below-deleted'];
  return issuer.status === 'revoked' || issuer.revokedAboveAt ? ['below-revoked'] : [];
}

/** Whether a certificate in all of these states may do this. The first state that refuses gives the reason. */
export function certificateVerdict<Act extends CertificateAct>(
  act: Act,
  states: readonly CertificateState[],
): (typeof certificateRules)[Act][CertificateState] {
  return verdict<CertificateState, (typeof certificateRules)[Act][CertificateState]>(certificateRules[act], states);
}

/** Whether an authority may do this. The first state that refuses gives the reason. */
export function authorityVerdict(act: AuthorityAct, authority: Standing | undefined, now: Date): Verdict {
  return verdict(authorityRules[act], authorityStatesOf(authority, now));
}

/** Refused with the reason of the table unless the authority is there and may do this. */
export function requireAuthority<Given extends Standing>(
  act: AuthorityAct,
  authority: Given | undefined,
  now: Date,
): asserts authority is Given {
  allow(authorityVerdict(act, authority, now));
}

/** Refused with the reason of the table unless the certificate is there and may do this, whatever its issuer is. */
export function requireCertificate<Given extends Pick<Certificate, 'status' | 'notAfter'>>(
  act: Exclude<CertificateAct, 'be-good'>,
  certificate: Given | undefined,
  now: Date,
): asserts certificate is Given {
  allow(certificateVerdict(act, certificateStatesOf(certificate, now)));
}

function verdict<State extends string, Cell extends Verdict | Goodness>(
  rules: Readonly<Record<State, Cell>>,
  states: readonly State[],
): Cell | 'allowed' {
  return states.map(state => rules[state]).find(it => it !== 'allowed') ?? 'allowed';
}

function allow(found: Verdict): void {
  if (found === 'authority-is-external') throw new Refusal<StateReason>(found, { Why: 'its key is not held here' });
  if (found !== 'allowed') throw new Refusal<StateReason>(found);
}
