import { describe, expect, test } from 'vitest';
import { Scratch } from '../../../strangers/commands.js';
import { useMade } from '../../../use-made.js';
import { useTestServer } from '../../../use-test-server.js';
import {
  anIdentifier,
  cas,
  casOk,
  certificates,
  error,
  invalid,
  issueClient,
  makeRoot,
  makeSub,
  missing,
  names,
  notFound,
  ok,
} from '../cas-calls.js';
import { extensionNamesOf, extensionOf, validityOf, verifyChain } from '../openssl-reads.js';
import { revoke } from '../store-edits.js';

let clock: Date | undefined;
const server = useTestServer({ now: () => clock ?? new Date() });
const root = useMade(() => makeRoot(server.root));

const scratch = new Scratch();
const create = (parameters: object, client = server.root) =>
  cas(client, 'CreateSubCACertificate', {
    ...names,
    ParentIdentifier: root.Identifier,
    CommonName: 'Test Sub',
    Algorithm: 'ECC_256',
    Years: 5,
    ...parameters,
  });
const describeCa = async ({ Identifier }: { Identifier: string }) =>
  (await casOk(server.root, 'DescribeCACertificate', { Identifier })).Certificate as Record<string, unknown>;

test('the answer holds the certificate and the chain up to the root', async () => {
  const answer = await create({});
  expect(answer).toEqual(
    ok({ Identifier: anIdentifier, Certificate: certificates(1), CertificateChain: certificates(2) }),
  );
  expect(answer.body.CertificateChain).toBe(`${answer.body.Certificate}${root.Certificate}`);
});

test('the certificate is that of a CA below which no other may follow', async () => {
  const sub = await makeSub(server.root, root);
  expect(extensionNamesOf(sub.Certificate)).toEqual([
    'Basic Constraints',
    'Key Usage',
    'Subject Key Identifier',
    'Authority Key Identifier',
  ]);
  expect(extensionOf(sub.Certificate, 'Basic Constraints')).toBe('critical CA:TRUE, pathlen:0');
  expect(extensionOf(sub.Certificate, 'Key Usage')).toBe('critical Digital Signature, Certificate Sign, CRL Sign');
  verifyChain(scratch, [sub.Certificate, root.Certificate]);
  expect(await describeCa(sub)).toMatchObject({
    CertificateType: 'SUB_ROOT',
    ParentIdentifier: root.Identifier,
    Years: 5,
    CrlStatus: 'INACTIVE',
    CrlDay: 30,
  });
});

test('it ends with the CA above at the latest, and still tells the years that were asked for', async () => {
  const sub = await makeSub(server.root, root, { Years: 10 });
  expect(validityOf(sub.Certificate).notAfter).toBe(validityOf(root.Certificate).notAfter);
  expect(await describeCa(sub)).toMatchObject({ Years: 10, AfterDate: validityOf(root.Certificate).notAfter });
});

describe('path lengths', () => {
  test('a CA may follow below a sub CA that allows it, and each leaves fewer', async () => {
    const upper = await makeSub(server.root, root, { PathLenConstraint: 2 });
    const middle = await makeSub(server.root, upper, { PathLenConstraint: 1, CommonName: 'Middle' });
    const lower = await makeSub(server.root, middle, { CommonName: 'Lower' });
    const issued = await issueClient(server.root, lower);
    const chain = [lower, middle, upper, root].map(each => each.Certificate);
    expect(issued.CertificateChain).toBe(chain.join(''));
    verifyChain(scratch, [issued.X509Certificate, ...chain]);

    expect(await create({ ParentIdentifier: middle.Identifier, PathLenConstraint: 1 })).toEqual(
      error('InvalidParameter.PathLenConstraint', 'The CA above allows a PathLenConstraint of at most 0.'),
    );
    expect(await create({ ParentIdentifier: lower.Identifier })).toEqual(
      error(
        'OperationDenied.NotSupport',
        'The CA cannot issue this: no CA may follow below it, for its PathLenConstraint is 0.',
      ),
    );
  });
});

describe('purposes', () => {
  test('are written by name or as identifiers', async () => {
    const ExtendedKeyUsages = ['clientAuth', '1.3.6.1.4.1.311.20.2.2', 'clientAuth', '1.3.6.1.5.5.7.3.2'];
    const { Certificate } = await makeSub(server.root, root, { ExtendedKeyUsages });
    expect(extensionOf(Certificate, 'Extended Key Usage')).toBe(
      'TLS Web Client Authentication, Microsoft Smartcard Login',
    );
  });

  test.each(['telepathy', '1.2.x', ''])('%j is refused', async purpose => {
    const names = 'any, serverAuth, clientAuth, codeSigning, emailProtection, timeStamping';
    expect(await create({ ExtendedKeyUsages: ['clientAuth', purpose] })).toEqual(
      error(
        'InvalidParameter.ExtendedKeyUsages',
        `The specified parameter "ExtendedKeyUsages" is not valid. An extended key usage is one of ${names}, or an object identifier in dotted form, and "${purpose}" is neither.`,
      ),
    );
  });
});

test.each(['OCSPSigning', '1.3.6.1.5.5.7.3.9'])(
  'a CA for %s, which would answer for the one above, is refused',
  async it => {
    expect(await create({ ExtendedKeyUsages: ['clientAuth', it] })).toEqual(
      error(
        'InvalidParameter.ExtendedKeyUsages',
        'The specified parameter "ExtendedKeyUsages" is not valid. No certificate can be had for it: OCSPSigning is the purpose of this server alone, which signs all OCSP answers.',
      ),
    );
  },
);

describe('revocation lists', () => {
  test.each([
    [
      { EnableCrl: true, CrlDay: 7 },
      { CrlStatus: 'ACTIVE', CrlDay: 7 },
    ],
    [{ EnableCrl: 1 }, { CrlStatus: 'ACTIVE', CrlDay: 30 }],
    [
      { EnableCrl: 0, CrlDay: 7 },
      { CrlStatus: 'INACTIVE', CrlDay: 7 },
    ],
  ])('%j is kept', async (parameters, shown) => {
    const sub = await makeSub(server.root, root, parameters);
    const described = await describeCa(sub);
    expect(described).toMatchObject(shown);
    expect(described.CrlUrl).toBe(
      shown.CrlStatus === 'ACTIVE' ? `${server.url}/crl/${server.accountId}/${sub.Identifier}.crl` : undefined,
    );
  });

  test('a CA below one that publishes a list holds its address', async () => {
    const upper = await makeSub(server.root, root, { PathLenConstraint: 1, EnableCrl: true });
    const { Certificate } = await makeSub(server.root, upper);
    expect(extensionNamesOf(Certificate)).toContain('CRL Distribution Points');
  });
});

test('CertMaxTime bounds what it issues', async () => {
  const sub = await makeSub(server.root, root, { CertMaxTime: 30 });
  expect(await describeCa(sub)).toMatchObject({ CertMaxTime: 30 });
  const { notBefore, notAfter } = validityOf((await issueClient(server.root, sub)).X509Certificate);
  expect((notAfter - notBefore) / 86_400_000).toBe(30);
  const tooLong = await cas(server.root, 'CreateClientCertificate', { ParentIdentifier: sub.Identifier, Days: 31 });
  expect(tooLong).toMatchObject({ status: 400, body: { Code: 'InvalidParameter.Days' } });
  expect(await describeCa(await makeSub(server.root, root, { CertMaxTime: 0 }))).not.toHaveProperty('CertMaxTime');
});

describe('refused', () => {
  test.each([
    'CommonName',
    'Organization',
    'OrganizationUnit',
    'Locality',
    'State',
    'Years',
    'Algorithm',
    'ParentIdentifier',
  ])('without %s', async name => {
    expect(await create({ [name]: undefined })).toEqual(missing(name));
  });

  test.each([
    ['CountryCode', 'CHN', 'holds characters that are not allowed'],
    ['PathLenConstraint', -1, 'must be at least 0'],
    ['EnableCrl', 'yes', 'must be true or false'],
    ['CrlDay', 0, 'must be at least 1'],
    ['CrlDay', 366, 'must be at most 365'],
    ['CertMaxTime', -1, 'must be at least 0'],
    ['Years', 0, 'must be at least 1'],
    ['ParentIdentifier', 'a\u0000b', 'holds characters that are not allowed'],
  ])('%s = %j', async (name, value, rule) => {
    expect(await create({ [name]: value })).toEqual(invalid(name, rule));
  });

  test.each(['RSA_2048', 'SM2_256'])('a key of another family: %s', async Algorithm => {
    expect(await create({ Algorithm })).toEqual(
      error(
        'NotSupportAlgorithm',
        'The algorithm is not supported here. A certificate must be of the family (RSA, ECC or SM2) of the CA that issues it; only the size may differ.',
      ),
    );
  });

  test("a parent that is unknown, another account's, or no CA", async () => {
    const sub = await makeSub(server.root, root);
    const { Identifier } = await issueClient(server.root, sub);
    expect(await create({ ParentIdentifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' })).toEqual(notFound);
    expect(await create({ ParentIdentifier: Identifier })).toEqual(notFound);
    expect(await create({}, server.otherAccount)).toEqual(notFound);
  });

  test('a revoked parent', async () => {
    const revoked = await makeRoot(server.root);
    await makeSub(server.root, revoked);
    await revoke(server, revoked.Identifier);
    expect(await create({ ParentIdentifier: revoked.Identifier })).toEqual(
      error(
        'OperationDenied.StatusNotSupport',
        'The issuing CA or one above it is revoked. Only a CA whose status is ISSUE, below none that is revoked, can issue.',
      ),
    );
  });

  test('an expired parent', async () => {
    const old = await makeRoot(server.root, { Years: 1 });
    clock = new Date(Date.now() + 366 * 86_400_000);
    try {
      const parameters = {
        ...names,
        ParentIdentifier: old.Identifier,
        CommonName: 'x',
        Algorithm: 'ECC_256',
        Years: 1,
      };
      const answer = await cas(server.root, 'CreateSubCACertificate', parameters, { date: clock });
      expect(answer).toEqual(error('CertificateExpired', 'The issuing CA has expired.'));
    } finally {
      clock = undefined;
    }
  });
});

test('ClientToken in the body makes it safe to repeat', async () => {
  const parameters = {
    ...names,
    ParentIdentifier: root.Identifier,
    CommonName: 'x',
    Algorithm: 'ECC_256',
    Years: 1,
    ClientToken: 't',
  };
  const first = await cas(server.root, 'CreateSubCACertificate', parameters, { place: 'form' });
  expect(first).toMatchObject({ status: 200 });
  expect(await cas(server.root, 'CreateSubCACertificate', parameters, { place: 'form' })).toEqual(first);
});

test('tags and resource group are kept', async () => {
  const sub = await makeSub(server.root, root, { Tags: [{ Key: 'a', Value: 'b' }], ResourceGroupId: 'rg-sub' });
  expect(await describeCa(sub)).toMatchObject({ ResourceGroupId: 'rg-sub', Tags: [{ TagKey: 'a', TagValue: 'b' }] });
});
