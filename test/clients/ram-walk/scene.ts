/** What the steps of the walk have in common. */
import { expect } from 'vitest';
import type { Call } from '../certificate-line.js';

export const PRODUCTS = ['ram', 'sts', 'ims'] as const;
export type WalkedProduct = (typeof PRODUCTS)[number];
export type Calls = Readonly<Record<WalkedProduct, Call>>;

/** What the walk finds there: what no client can make by itself. */
export interface Prepared {
  readonly accountId: string;
  /** The user who calls; it may do everything. */
  readonly caller: string;
  /** What another user was told about a denial. */
  readonly diagnosticMessage: string;
  /** A registered issuer. */
  readonly provider: { readonly arn: string; readonly token: string };
}

export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

/** A policy that allows an action. */
export const allow = (Action: string) =>
  JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });

/** A trust policy. */
export const trusting = (Principal: object) =>
  JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] });
