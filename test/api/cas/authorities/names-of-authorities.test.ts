/** The name of a CA is nobody else's, in whatever spelling and way of asking. */
import { describe, expect, test } from 'vitest';
import { Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, error, makeRoot, makeSub, names } from '../cas-calls.js';
import { makeCsr } from '../issuing/csrs.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const scratch = new Scratch();
const server = useTestServer();
const { root, sub } = useIssuingCa(server);

const reason = 'The certificate would have the name of a CA of the account, which is for that CA alone.';
const ofCommonName = error(
  'InvalidParameter.CommonName',
  `The specified parameter "CommonName" is not valid. ${reason}`,
);
const ofCsr = error('ValidateCsrFailed', `The CSR is not accepted. ${reason}`);
const ofPassthrough = error(
  'InvalidParameter.ApiPassthrough',
  `The specified parameter "ApiPassthrough.Subject" is not valid. ${reason}`,
);

const full = (commonName: string) =>
  `/C=CN/ST=${names.State}/L=${names.Locality}/O=${names.Organization}/OU=${names.OrganizationUnit}/CN=${commonName}`;
const csrOf = (subject: string) => makeCsr(scratch, { subject, subjectAltName: 'DNS:a.example.com' }).csr;
const issue = (action: string, parameters: object, client = server.root, ParentIdentifier = sub.Identifier) =>
  cas(client, action, { ParentIdentifier, ...parameters });
const custom = (Csr: string, Subject?: object) =>
  issue('CreateCustomCertificate', { Csr, Validity: '1d', ...(Subject && { ApiPassthrough: { Subject } }) });

describe('an end entity is not called like its CA or another of the account', () => {
  test.each(['Test Sub', 'Test Root', 'TEST sub', '  Test   Sub ', 'Ｔest Sub'])('%j', async CommonName => {
    expect(await issue('CreateClientCertificate', { CommonName })).toEqual(ofCommonName);
    expect(await issue('CreateClientCertificate', { CommonName, AsynchronousFlag: true })).toEqual(ofCommonName);
    const parameters = { CommonName, Algorithm: 'ECC_256', Domain: 'a.example.com' };
    expect(await issue('CreateServerCertificate', parameters)).toEqual(ofCommonName);
    const Csr = csrOf('/O=Example');
    expect(await issue('CreateClientCertificateWithCsr', { ...names, CommonName, Csr })).toEqual(ofCommonName);
    const { Organization, OrganizationUnit, Locality, State } = names;
    const Subject = { CommonName, Organization, OrganizationUnit, Locality, State, Country: 'CN' };
    expect(await custom(csrOf('/CN=other'), Subject)).toEqual(ofPassthrough);
  });

  test('that only its CSR says', async () => {
    const Csr = csrOf(full('test SUB'));
    expect(await issue('CreateClientCertificateWithCsr', { Csr })).toEqual(ofCsr);
    expect(await issue('CreateServerCertificateWithCsr', { Csr })).toEqual(ofCsr);
    expect(await custom(Csr)).toEqual(ofCsr);
    expect(await custom(Csr, { CommonName: 'other' })).toMatchObject({ status: 200 });
  });

  test('but may share parts of the name', async () => {
    expect(await issue('CreateClientCertificate', { CommonName: 'Test Sub', Locality: 'Paris' })).toMatchObject({
      status: 200,
    });
    expect(await issue('CreateClientCertificate', { CommonName: 'Test Subject' })).toMatchObject({ status: 200 });
    expect(await custom(csrOf('/CN=Test Sub'))).toMatchObject({ status: 200 });
  });

  test('or be called like a CA of another account', async () => {
    const theirs = await makeSub(
      server.otherAccount,
      await makeRoot(server.otherAccount, { CommonName: 'Their Root' }),
      {
        CommonName: 'Their Sub',
      },
    );
    const theirClient = (CommonName: string) =>
      issue('CreateClientCertificate', { CommonName }, server.otherAccount, theirs.Identifier);
    expect(await theirClient('Test Sub')).toMatchObject({ status: 200 });
    expect(await theirClient('Their Sub')).toEqual(ofCommonName);
  });
});

describe('a CA whose key is elsewhere', () => {
  const external = (Csr: string, Subject?: object) =>
    cas(server.root, 'CreateExternalCACertificate', {
      InstanceId: root.Identifier,
      Csr,
      Validity: '1y',
      ...(Subject && { ApiPassthrough: JSON.stringify({ Subject }) }),
    });

  test('is not called like one whose key is here, its root included', async () => {
    expect(await external(csrOf(full('Test Root')))).toEqual(ofCsr);
    expect(await external(csrOf(full('test sub')))).toEqual(ofCsr);
    const { Organization, OrganizationUnit, Locality, State } = names;
    const Subject = { CommonName: 'Test Root', Organization, OrganizationUnit, Locality, State, Country: 'CN' };
    expect(await external(csrOf('/CN=other'), Subject)).toEqual(ofPassthrough);
  });

  test('may have a name that such a one has: that is how it gets a new key', async () => {
    expect(await external(csrOf(full('Outside')))).toMatchObject({ status: 200 });
    expect(await external(csrOf(full('Outside')))).toMatchObject({ status: 200 });
  });

  test('keeps its name for itself', async () => {
    expect(await external(csrOf(`${full('Elsewhere')}/title=First`))).toMatchObject({ status: 200 });
    expect(await custom(csrOf(`${full('ELSEWHERE')}/title=FIRST`))).toEqual(ofCsr);
    const below = { ...names, CommonName: 'Outside', CountryCode: 'CN', Algorithm: 'ECC_256', Years: 1 };
    expect(await cas(server.root, 'CreateSubCACertificate', { ParentIdentifier: root.Identifier, ...below })).toEqual(
      ofCommonName,
    );
    expect(await issue('CreateClientCertificate', { CommonName: 'outside' })).toEqual(ofCommonName);
  });
});

test('CAs whose keys are here may share a name: one follows the other', async () => {
  const again = await makeSub(server.root, root);
  expect(await issue('CreateClientCertificate', {}, server.root, again.Identifier)).toMatchObject({ status: 200 });
});
