/** What is kept of a CSR, what refuses it, and in which operation: a flaw in a part that the certificate gets from elsewhere does not. */

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCertificate } from '../../../../src/x509/certificate-reader.js';
import { openssl, Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, error, type MadeAuthority, makeRoot, makeSub } from '../cas-calls.js';
import { extensionNamesOf, extensionOf, subjectOf, textOf, verifyChain } from '../openssl-reads.js';
import { makeCsr, P256 } from './csrs.js';

const scratch = new Scratch();
const root: Record<string, MadeAuthority> = {};
const sub: Record<string, MadeAuthority> = {};
const server = useTestServer();
beforeAll(async () => {
  for (const Algorithm of ['RSA_2048', 'ECC_256']) {
    root[Algorithm] = await makeRoot(server.root, { Algorithm });
    sub[Algorithm] = await makeSub(server.root, root[Algorithm] as MadeAuthority, { Algorithm });
  }
});

type Kind = 'custom' | 'client' | 'server' | 'external';
const operations = {
  custom: ['CreateCustomCertificate', 'Certificate'],
  client: ['CreateClientCertificateWithCsr', 'X509Certificate'],
  server: ['CreateServerCertificateWithCsr', 'X509Certificate'],
  external: ['CreateExternalCACertificate', 'Certificate'],
} as const;

const send = (kind: Kind, Csr: string, parameters: object = {}, family = 'ECC_256') => {
  const Validity = '30d';
  const issuer =
    kind === 'external'
      ? { InstanceId: root[family]?.Identifier, Validity }
      : { ParentIdentifier: sub[family]?.Identifier, Immediately: 1, ...(kind === 'custom' && { Validity }) };
  return cas(server.root, operations[kind][0], { ...issuer, Csr, ...parameters });
};
const issue = async (kind: Kind, Csr: string, parameters: object = {}, family = 'ECC_256'): Promise<string> => {
  const answer = await send(kind, Csr, parameters, family);
  expect(answer).toMatchObject({ status: 200 });
  return String(answer.body[operations[kind][1]]);
};
const refused = (reason: string) => error('ValidateCsrFailed', `The CSR is not accepted. ${reason}`);
const field = (file: string) => readFileSync(join(import.meta.dirname, '../../../x509/requests', file), 'utf8');
const asked = (...extensions: string[]) => makeCsr(scratch, { subject: '/CN=a.example', extensions }).csr;

/** A request made with a configuration of openssl's own, where `-addext` does not reach. */
function configured(dn: string, settings = ''): string {
  const key = scratch.path('configured.key');
  openssl(['genpkey', ...P256, '-out', key]);
  const text = `[req]\nutf8 = yes\ndistinguished_name = dn\nprompt = no\n${settings}\n[dn]\n${dn}\n`;
  return openssl(['req', '-new', '-config', scratch.write('request.cnf', text), '-key', key]);
}

const subjectOctets = (pem: string) => readCertificate(new X509Certificate(pem).raw).tbs.subjectDer;

describe('requests of the field', () => {
  test.each([
    '01-text-before.csr',
    '02-printable-wildcard.csr',
    '03-critical-false.csr',
    '04-keyusage-untrimmed.csr',
    '07-teletex-ascii.csr',
    '06-multivalued-rdn.csr',
  ])('%s is good for certificates', async file => {
    for (const kind of ['custom', 'client'] as const) {
      const pem = await issue(kind, field(file), {}, 'RSA_2048');
      verifyChain(scratch, [pem, sub.RSA_2048?.Certificate ?? '', root.RSA_2048?.Certificate ?? '']);
    }
  });

  test('strings that names should not have come back as UTF8String', async () => {
    const pem = await issue('custom', field('02-printable-wildcard.csr'), {}, 'RSA_2048');
    const shown = openssl(['x509', '-noout', '-subject', '-nameopt', 'RFC2253,show_type'], pem);
    expect(shown.trim()).toBe('subject=CN=UTF8STRING:*.example.test,O=UTF8STRING:Example Works,C=PRINTABLESTRING:CN');
  });

  test('a relative name of several attributes is kept and shown', async () => {
    const answer = await send('custom', field('06-multivalued-rdn.csr'), {}, 'RSA_2048');
    expect(subjectOf(String(answer.body.Certificate))).toBe('C=CN,O=Example Works,CN=mei+serialNumber=A-17');
    const shown = await casOk(server.root, 'DescribeClientCertificate', { Identifier: answer.body.Identifier });
    expect(shown.Certificate).toMatchObject({
      SubjectDN: 'C=CN,O=Example Works,CN=mei+serialNumber=A-17',
      CommonName: 'mei',
    });
  });

  test('a common name that is too long is refused, unless the subject of the call replaces it', async () => {
    const Csr = field('11-cn-70.csr');
    const reason = refused(`The CN of a name has at most 64 characters, and "${'a'.repeat(64)}…" has 70.`);
    for (const kind of ['custom', 'client', 'external'] as const) {
      expect(await send(kind, Csr, {}, 'RSA_2048')).toEqual(reason);
    }
    const ApiPassthrough = { Subject: { CommonName: 'short' } };
    expect(subjectOf(await issue('custom', Csr, { ApiPassthrough }, 'RSA_2048'))).toBe('CN=short');
  });

  test('an empty field is refused, unless a field of the call replaces it', async () => {
    const Csr = field('13-empty-ou.csr');
    const reason = refused('The OU of a name must not be empty.');
    for (const kind of ['custom', 'client', 'server'] as const) {
      expect(await send(kind, Csr, {}, 'RSA_2048')).toEqual(reason);
    }
    expect(subjectOf(await issue('client', Csr, { OrganizationUnit: 'Ops' }, 'RSA_2048'))).toContain('OU=Ops');
    const ApiPassthrough = { Subject: { CommonName: 'short' } };
    expect(subjectOf(await issue('external', Csr, { ApiPassthrough }, 'RSA_2048'))).toBe('CN=short');
  });
});

describe('a part that is not taken over may have a flaw', () => {
  const otherName = 'subjectAltName=otherName:1.2.3.4;UTF8:a,DNS:b.example';
  const reason = refused(
    'Alternative name 1: Alternative names of type 0 (otherName) are not supported; 1, 2, 4, 6, 7 and 8 are.',
  );

  test('alternative names', async () => {
    const Csr = asked(otherName);
    for (const kind of ['custom', 'client', 'server'] as const) expect(await send(kind, Csr)).toEqual(reason);
    const names = { Extensions: { SubjectAlternativeNames: [{ Type: 'dNSName', Value: 'c.example' }] } };
    for (const pem of [
      await issue('custom', Csr, { ApiPassthrough: names }),
      await issue('client', Csr, { SanType: 2, SanValue: 'c.example' }),
      await issue('server', Csr, { Domain: 'c.example' }),
    ]) {
      expect(extensionOf(pem, 'Subject Alternative Name')).toBe('DNS:c.example');
    }
  });

  test('usages, where the operation knows better', async () => {
    const Csr = asked('keyUsage=DER:03020700', 'extendedKeyUsage=DER:3000', 'basicConstraints=DER:0500');
    expect(extensionOf(await issue('client', Csr), 'Key Usage')).toBe('critical Digital Signature');
    expect(await send('custom', Csr)).toMatchObject({ status: 400, body: { Code: 'ValidateCsrFailed' } });
    const bits = asked('keyUsage=DER:03020700');
    expect(await send('custom', bits)).toEqual(refused('The extension keyUsage is malformed: it names no usage.'));
    const ApiPassthrough = { Extensions: { KeyUsage: { DigitalSignature: true } } };
    expect(extensionOf(await issue('custom', bits, { ApiPassthrough }), 'Key Usage')).toBe(
      'critical Digital Signature',
    );
  });

  test('attributes of the subject beyond the six', async () => {
    const Csr = makeCsr(scratch, { subject: `/CN=a/street=${'x'.repeat(129)}` }).csr;
    expect(subjectOf(await issue('client', Csr))).toMatch(/CN=a$/);
    expect(await send('custom', Csr)).toMatchObject({
      body: { Message: expect.stringContaining('The STREET of a name has at most 128 characters') as unknown },
    });
  });
});

test('attributes beyond the six are kept in a custom certificate', async () => {
  const subject = '/DC=example/DC=corp/O=O/OU=A/OU=B/CN=mei/UID=mei/serialNumber=17/emailAddress=mei@b.example';
  const pem = await issue('custom', makeCsr(scratch, { subject }).csr);
  expect(subjectOf(pem)).toBe(
    'DC=example,DC=corp,O=O,OU=A,OU=B,CN=mei,UID=mei,serialNumber=17,emailAddress=mei@b.example',
  );
  expect(extensionOf(pem, 'Subject Alternative Name')).toBe('email:mei@b.example');
});

describe('a critical extension', () => {
  const lost = (what: string) =>
    refused(`It asks for the critical extension ${what}, which this certificate cannot have.`);

  test.each([
    ['tlsfeature=critical,status_request', 'tlsFeature (1.3.6.1.5.5.7.1.24)'],
    ['1.2.3.4=critical,ASN1:NULL', '1.2.3.4'],
    ['nameConstraints=critical,permitted;DNS:a.example', 'nameConstraints (2.5.29.30)'],
    ['certificatePolicies=critical,1.2.3.4', 'certificatePolicies (2.5.29.32)'],
    ['crlDistributionPoints=critical,URI:http://a.example/', 'cRLDistributionPoints (2.5.29.31)'],
  ])('%s is refused by name where it would be lost', async (extension, what) => {
    for (const kind of ['custom', 'client', 'server'] as const) {
      expect(await send(kind, asked(extension)), kind).toEqual(lost(what));
    }
    // The same that is not critical is left out, as the pages say.
    const pem = await issue('custom', asked(extension.replace('critical,', '')));
    expect(extensionNamesOf(pem)).not.toContain('Name Constraints');
  });

  test.each(['tlsfeature=critical,status_request', 'policyMappings=critical,1.2.3.4:1.2.3.5'])(
    '%s is refused by name in an external CA too',
    async extension => {
      const answer = await send('external', asked('basicConstraints=critical,CA:TRUE', extension));
      expect(answer).toMatchObject({ status: 400, body: { Code: 'ValidateCsrFailed' } });
      expect(answer.body.Message).toMatch(/critical extension (tlsFeature|policyMappings) \(/);
    },
  );

  test('that makes a CA of it is refused in every other operation', async () => {
    for (const kind of ['custom', 'client', 'server'] as const) {
      expect(await send(kind, asked('basicConstraints=critical,CA:TRUE'))).toEqual(
        refused('It asks for the certificate of a CA, which CreateExternalCACertificate issues.'),
      );
    }
  });

  test('stays critical in a custom certificate', async () => {
    const pem = await issue(
      'custom',
      asked('subjectAltName=critical,DNS:a.example', 'extendedKeyUsage=critical,clientAuth'),
    );
    expect(extensionOf(pem, 'Subject Alternative Name')).toBe('critical DNS:a.example');
    expect(extensionOf(pem, 'Extended Key Usage')).toBe('critical TLS Web Client Authentication');
    const replaced = await issue('custom', asked('extendedKeyUsage=critical,clientAuth'), {
      ApiPassthrough: { Extensions: { ExtendedKeyUsages: ['serverAuth'] } },
    });
    expect(extensionOf(replaced, 'Extended Key Usage')).toBe('TLS Web Server Authentication');
  });
});

describe('an external CA comes back as it was asked for', () => {
  test('with its constraints and policies', async () => {
    const Csr = asked(
      'basicConstraints=critical,CA:TRUE,pathlen:1',
      'keyUsage=critical,keyCertSign,cRLSign',
      'nameConstraints=permitted;DNS:a.example,excluded;IP:192.0.2.0/255.255.255.0',
      'policyConstraints=requireExplicitPolicy:2,inhibitPolicyMapping:0',
      'inhibitAnyPolicy=3',
      'certificatePolicies=1.2.3.4,2.5.29.32.0',
      'subjectAltName=URI:https://ca.example/',
      'extendedKeyUsage=critical,clientAuth',
    );
    const pem = await issue('external', Csr);
    expect(textOf(pem).replace(/\s+/g, ' ')).toContain(
      'Name Constraints: critical Permitted: DNS:a.example Excluded: IP:192.0.2.0/255.255.255.0',
    );
    expect(extensionOf(pem, 'Policy Constraints')).toBe('critical Require Explicit Policy:2, Inhibit Policy Mapping:0');
    expect(extensionOf(pem, 'Inhibit Any Policy')).toBe('critical 3');
    expect(textOf(pem).replace(/\s+/g, ' ')).toContain(
      'Certificate Policies: Policy: 1.2.3.4 Policy: X509v3 Any Policy',
    );
    expect(extensionOf(pem, 'Subject Alternative Name')).toBe('URI:https://ca.example/');
    expect(extensionOf(pem, 'Extended Key Usage')).toBe('critical TLS Web Client Authentication');
    verifyChain(scratch, [pem, root.ECC_256?.Certificate ?? '']);
  });

  test('the one of the field', async () => {
    const pem = await issue('external', field('10-external-ca-name-constraints.csr'), {}, 'RSA_2048');
    expect(textOf(pem).replace(/\s+/g, ' ')).toContain('Name Constraints: critical Permitted: DNS:');
  });

  test.each([
    [
      'nameConstraints=critical,permitted;DNS:.a.example',
      'A constraint of DNS names is one, without a leading period.',
    ],
    ['policyConstraints=critical,DER:3003800100ff', 'policyConstraints'],
    ['inhibitAnyPolicy=critical,DER:0201ff', 'The extension inhibitAnyPolicy holds a number of certificates.'],
  ])('%s is refused', async (extension, reason) => {
    const answer = await send('external', asked('basicConstraints=critical,CA:TRUE', extension));
    expect(answer).toMatchObject({ status: 400, body: { Code: 'SignError' } });
    expect(answer.body.Message).toContain(reason);
  });

  test.each([
    ['nombstr', 'O = Beispiel\nCN = Zoë CA'],
    ['MASK:0x0804', 'O = Beispiel\nCN = 杭州 CA'],
    ['MASK:0x0100', 'O = Beispiel\nCN = 杭州 CA'],
    ['default', 'C = CN\nO = Beispiel\nOU = Ops\n+CN = mei'],
    ['utf8only', 'DC = example\nO = Beispiel\nCN = ca\nemailAddress = ca@a.example'],
  ])('its name keeps its octets, with string types of %s', async (mask, dn) => {
    const Csr = configured(dn, `string_mask = ${mask}`);
    const answer = await send('external', Csr);
    expect(answer).toMatchObject({ status: 200 });
    const pem = String(answer.body.Certificate);
    const request = Buffer.from(Csr.replace(/-----.*?-----|\s/g, ''), 'base64');
    expect(request.includes(subjectOctets(pem))).toBe(true);
    verifyChain(scratch, [pem, root.ECC_256?.Certificate ?? '']);
    expect(await casOk(server.root, 'DescribeCACertificate', { Identifier: answer.body.Identifier })).toMatchObject({
      Certificate: { SubjectDN: expect.stringContaining('O=Beispiel') as unknown },
    });
    const Subject = { CommonName: 'replaced' };
    expect(subjectOf(await issue('external', Csr, { ApiPassthrough: { Subject } }))).toBe('CN=replaced');
  });

  test('a name that is no DER is refused, with what to do', async () => {
    expect(await send('external', field('02-printable-wildcard.csr'), {}, 'RSA_2048')).toEqual(
      refused(
        'The CN of a name is a PrintableString with "*", which it cannot hold. A CA keeps its name as it stands in the CSR; ApiPassthrough.Subject gives it another.',
      ),
    );
  });
});

test('a request that is signed under another SM2 identity is told which is expected', async () => {
  expect(await send('client', field('09-sm2-empty-id.csr'))).toEqual(
    refused(
      'The CSR is signed with SM2 under an empty identity. The identity 1234567812345678 is expected (GB/T 35276): with openssl, -sigopt distid:1234567812345678 gives it.',
    ),
  );
});

test('a server certificate without a common name has the name of the CSR and no other', async () => {
  const pem = await issue('server', field('19-server-no-cn.csr'), {}, 'RSA_2048');
  expect(extensionOf(pem, 'Subject Alternative Name')).toMatch(/^DNS:[^,]+$/);
});
