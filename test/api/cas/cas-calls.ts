/** Calls of CAS as its tests make them, the CAs and certificates they begin with, and the answers that several of them expect. */
import { expect } from 'vitest';
import { cas as product } from '../../../src/api/cas/product.js';
import { productCalls } from '../../product-calls.js';
import type { CallParameters, SignedClient } from '../../signed-client.js';

export const { call: cas, callOk: casOk, ok, error, missing, invalid } = productCalls(product);

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
