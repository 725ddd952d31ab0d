/**
 * Who calls. A caller brings along how its signature is checked and what it may do, so that the pipeline treats root, users, client
 * keys and role sessions alike. `src/callers/` has one file for each of them.
 */
import type { Decision } from '../access/evaluate.js';
import type { Change } from '../domain/change.js';
import type { Principal } from '../domain/principal.js';
import type { Asked } from './asked.js';
import type { Credential } from './signatures/proof.js';

/** Whom a request's AccessKeyId names. Whether it signed the request is not known yet. */
export interface Caller {
  readonly principal: Principal;
  /** The secret (a copy that the pipeline wipes) or the public key that signatures are checked with. */
  open(): Promise<Credential>;
  /** Writes down that the key was used, and for what; empty when a use within a minute is on record already. */
  markUsed(now: Date, use: { readonly sourceAddress: string; readonly operation: string }): Change;
  /** Whether it may do what it asks for, and why or why not. Looks up what that takes. */
  decide(asked: Asked): Promise<Decision>;
  /** The KMS instance that it addressed, where it called one. All its callers together have so many calls a second. */
  readonly instance?: { readonly id: string; readonly callsPerSecond: number };
}

/** Why an AccessKeyId, or the security token with it, leads to nobody who may call. */
export type NoCaller =
  | 'unknown-key'
  | 'disabled-key'
  | 'token-missing'
  | 'token-malformed'
  | 'token-mismatch'
  | 'token-expired';

/** @param token the security token of the request; temporary keys have one, and no others may */
export type FindCaller = (accessKeyId: string, token: string | undefined, now: Date) => Promise<Caller | NoCaller>;

/** @param host that the caller addressed. Undefined where there is no such client key. */
export type FindForInstance = (accessKeyId: string, host: string, now: Date) => Promise<Caller | undefined>;

/** A token that is not believed, and why, in a sentence that its sender may read. */
export interface NotVouched {
  readonly refused: 'invalid' | 'expired';
  readonly reason: string;
}

/** Whom the token of an identity provider is about. */
export type FindVouched = (providerArn: string, token: string, now: Date) => Promise<Caller | NotVouched>;

export interface Callers {
  readonly find: FindCaller;
  readonly findForInstance: FindForInstance;
  readonly findVouched: FindVouched;
}
