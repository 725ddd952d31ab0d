/** Calls of CAS as its tests make them, and the answers they compare with: whole bodies, without what differs from call to call. */
import { expect } from 'vitest';
import type { CallOptions, CallParameters, SignedClient } from '../../signed-client.js';

export interface CasAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Calls an operation; `RequestId`, `HostId` and `Recommend` are checked for their form and taken out. */
export async function cas(
  client: SignedClient,
  action: string,
  parameters: CallParameters = {},
  options: CallOptions = {},
): Promise<CasAnswer> {
  const { status, body } = await client.call('2020-06-30', action, parameters, options);
  const { RequestId, HostId, Recommend, ...rest } = body;
  expect(RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  expect([typeof HostId, typeof Recommend]).toEqual(status === 200 ? ['undefined', 'undefined'] : ['string', 'string']);
  return { status, body: rest };
}

/** As `cas`, for a call that a test only builds on. */
export async function casOk(
  client: SignedClient,
  action: string,
  parameters: CallParameters = {},
): Promise<CasAnswer['body']> {
  const answer = await cas(client, action, parameters);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

export const ok = (body: CasAnswer['body'] = {}): CasAnswer => ({ status: 200, body });

export const error = (code: string, message: string, status = 400): CasAnswer => ({
  status,
  body: { Code: code, Message: message },
});

export const missing = (parameter: string): CasAnswer =>
  error(`Missing${parameter}`, `${parameter} is mandatory for this action.`);

export const invalid = (parameter: string, rule: string): CasAnswer =>
  error(`InvalidParameter.${parameter}`, `The specified parameter "${parameter}" is not valid: it ${rule}.`);

export const notFound = error('NotFound', 'The specified certificate does not exist.');

/** A time-ordered UUID, as identifiers are. */
export const anIdentifier = expect.stringMatching(
  /^[0-9a-f]{8}-[0-9a-f]{4}-6[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
);
/** Hexadecimal of at most 127 bits, of even length. */
export const aSerialNumber = expect.stringMatching(/^(?:[0-9a-f]{2}){12,16}$/);
/** PEM certificates, each ending with a line feed. */
export const certificates = (count: number) =>
  expect.stringMatching(
    new RegExp(`^(?:-----BEGIN CERTIFICATE-----\n(?:[A-Za-z0-9+/=]{1,64}\n)+-----END CERTIFICATE-----\n){${count}}$`),
  );

export const names = {
  Organization: 'Example Ltd',
  OrganizationUnit: 'Security',
  Locality: 'Hangzhou',
  State: 'Zhejiang',
};

export interface MadeAuthority {
  readonly Identifier: string;
  readonly Certificate: string;
  readonly CertificateChain: string;
}

export async function makeRoot(client: SignedClient, parameters: CallParameters = {}): Promise<MadeAuthority> {
  const body = await casOk(client, 'CreateRootCACertificate', {
    ...names,
    CommonName: 'Test Root',
    CountryCode: 'CN',
    Algorithm: 'ECC_256',
    Years: 10,
    ...parameters,
  });
  return body as unknown as MadeAuthority;
}

export async function makeSub(
  client: SignedClient,
  parent: { readonly Identifier: string },
  parameters: CallParameters = {},
): Promise<MadeAuthority> {
  const body = await casOk(client, 'CreateSubCACertificate', {
    ...names,
    ParentIdentifier: parent.Identifier,
    CommonName: 'Test Sub',
    CountryCode: 'CN',
    Algorithm: 'ECC_256',
    Years: 5,
    ...parameters,
  });
  return body as unknown as MadeAuthority;
}

export interface Issued {
  readonly Identifier: string;
  readonly SerialNumber: string;
  readonly X509Certificate: string;
  readonly CertificateChain: string;
}

/** A client certificate with everything in the answer. */
export async function issueClient(
  client: SignedClient,
  parent: { readonly Identifier: string },
  parameters: CallParameters = {},
): Promise<Issued> {
  const body = await casOk(client, 'CreateClientCertificate', {
    ParentIdentifier: parent.Identifier,
    CommonName: 'alice',
    Immediately: 2,
    ...parameters,
  });
  return body as unknown as Issued;
}
