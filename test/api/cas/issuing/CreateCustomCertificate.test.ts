import { beforeAll, describe, expect, test } from 'vitest';
import { openssl, Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import {
  anIdentifier,
  aSerialNumber,
  cas,
  casOk,
  certificates,
  error,
  invalid,
  makeRoot,
  makeSub,
  missing,
  notFound,
  ok,
} from '../cas-calls.js';
import {
  extensionNamesOf,
  extensionOf,
  publicKeyOf,
  subjectOf,
  textOf,
  validityOf,
  verifyChain,
} from '../openssl-reads.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';
import { makeCsr } from './csrs.js';

const scratch = new Scratch();
let plain: string;
const server = useTestServer();
const { root, sub } = useIssuingCa(server, { sub: { EnableCrl: true } });
beforeAll(async () => {
  plain = makeCsr(scratch).csr;
});

const action = 'CreateCustomCertificate';
const send = (parameters: object = {}, client = server.root) =>
  cas(client, action, { ParentIdentifier: sub.Identifier, Csr: plain, Validity: '90d', Immediately: 2, ...parameters });
const issue = async (parameters: object = {}): Promise<string> => {
  const answer = await send(parameters);
  expect(answer).toMatchObject({ status: 200 });
  return String(answer.body.Certificate);
};
const extensions = (Extensions: object, rest: object = {}) => issue({ ApiPassthrough: { Extensions }, ...rest });
const refused = (part: string, reason: string) =>
  error('InvalidParameter.ApiPassthrough', `The specified parameter "ApiPassthrough.${part}" is not valid. ${reason}`);

describe('the answer', () => {
  test('holds what Immediately says', async () => {
    expect(await send({ Immediately: undefined })).toEqual(ok({ Identifier: anIdentifier }));
    expect(await send({ Immediately: 1 })).toEqual(
      ok({ Identifier: anIdentifier, SerialNumber: aSerialNumber, Certificate: certificates(1) }),
    );
    expect(await send()).toEqual(
      ok({
        Identifier: anIdentifier,
        SerialNumber: aSerialNumber,
        Certificate: certificates(1),
        CertificateChain: sub.CertificateChain,
      }),
    );
  });

  test('is shown by DescribeClientCertificate, and its key is not here', async () => {
    const { Identifier, SerialNumber, Certificate } = (
      await send({
        ApiPassthrough: {
          Subject: { CommonName: 'alice', CustomAttributes: [{ ObjectIdentifier: '2.5.4.12', Value: 'Dr, PhD' }] },
          Extensions: { SubjectAlternativeNames: [{ Type: 'rfc822Name', Value: 'a@b.example' }] },
        },
        customIdentifier: 'shown-1',
        ResourceGroupId: 'rg-custom',
        Tags: [{ Key: 'k', Value: 'v' }],
      })
    ).body;
    expect(await casOk(server.root, 'DescribeClientCertificate', { Identifier })).toMatchObject({
      Certificate: {
        Identifier,
        SerialNumber,
        X509Certificate: Certificate,
        CertificateType: 'END_ENTITY',
        SubjectDN: 'CN=alice,title=Dr\\, PhD',
        CommonName: 'alice',
        Sans: '[{"Type":1,"Value":"a@b.example"}]',
        CustomIdentifier: 'shown-1',
        ParentIdentifier: sub.Identifier,
        ResourceGroupId: 'rg-custom',
        Days: 90,
        Tags: [{ TagKey: 'k', TagValue: 'v' }],
      },
    });
    expect(await cas(server.root, 'DescribeCertificatePrivateKey', { Identifier, EncryptedCode: 'x' })).toMatchObject({
      status: 400,
      body: { Code: 'NotSupport.MissingPrivateKey' },
    });
  });
});

describe('from the CSR', () => {
  test('subject, names and usages are taken where ApiPassthrough says nothing', async () => {
    const { csr, publicKey } = makeCsr(scratch, {
      subject: '/O=示例/CN=from csr/title=Engineer',
      subjectAltName: 'DNS:csr.example.com,URI:urn:x:y',
      extensions: ['keyUsage=critical,digitalSignature,keyAgreement', 'extendedKeyUsage=emailProtection,clientAuth'],
    });
    const pem = await issue({ Csr: csr });
    expect(publicKeyOf(pem)).toBe(publicKey);
    expect(subjectOf(pem)).toBe('O=示例,CN=from csr,title=Engineer');
    expect(extensionOf(pem, 'Subject Alternative Name')).toBe('DNS:csr.example.com, URI:urn:x:y');
    expect(extensionOf(pem, 'Key Usage')).toBe('critical Digital Signature, Key Agreement');
    expect(extensionOf(pem, 'Extended Key Usage')).toBe('E-mail Protection, TLS Web Client Authentication');
    verifyChain(scratch, [pem, sub.Certificate, root.Certificate]);
  });

  test('nothing is taken where it says something', async () => {
    const { csr } = makeCsr(scratch, {
      subject: '/O=csr/CN=from csr',
      subjectAltName: 'DNS:csr.example.com',
      extensions: ['keyUsage=digitalSignature', 'extendedKeyUsage=emailProtection'],
    });
    const pem = await issue({
      Csr: csr,
      ApiPassthrough: JSON.stringify({
        Subject: { CommonName: 'asked' },
        Extensions: { KeyUsage: { NonRepudiation: true }, ExtendedKeyUsages: [], SubjectAlternativeNames: [] },
      }),
    });
    expect(subjectOf(pem)).toBe('CN=asked');
    expect(extensionOf(pem, 'Key Usage')).toBe('critical Non Repudiation');
    expect(extensionNamesOf(pem)).toEqual([
      'Basic Constraints',
      'Key Usage',
      'Subject Key Identifier',
      'Authority Key Identifier',
    ]);
  });

  test('usages of a CA, or that the key cannot serve, are refused', async () => {
    const asking = (...extensions: string[]) => send({ Csr: makeCsr(scratch, { extensions }).csr });
    const answer = (reason: string) => error('ValidateCsrFailed', `The CSR is not accepted. ${reason}`);
    expect(await asking('basicConstraints=critical,CA:TRUE')).toEqual(
      answer('It asks for the certificate of a CA, which CreateExternalCACertificate issues.'),
    );
    for (const usage of ['keyCertSign', 'keyEncipherment']) {
      expect(await asking(`keyUsage=${usage}`)).toEqual(
        answer(
          `It asks for the key usage ${usage}, which this key and certificate cannot have. Say with KeyUsage what it shall have.`,
        ),
      );
    }
  });
});

describe('the subject', () => {
  const subject = (CustomAttributes: object[], named: object = {}) =>
    send({ ApiPassthrough: { Subject: { ...named, CustomAttributes } } });

  test('stands as C, ST, L, O, OU, CN and then the custom attributes in their order', async () => {
    const pem = await issue({
      ApiPassthrough: {
        Subject: {
          CommonName: '张三',
          OrganizationUnit: 'OU',
          Organization: 'O',
          Locality: 'L',
          State: 'ST',
          Country: 'CN',
          CustomAttributes: [
            { ObjectIdentifier: '2.5.4.12', Value: 'Engineer' },
            { ObjectIdentifier: '2.5.4.9', Value: '1 Main Street' },
            { ObjectIdentifier: '2.5.4.5', Value: 'ABC-123' },
          ],
        },
      },
    });
    expect(subjectOf(pem)).toBe(
      'C=CN,ST=ST,L=L,O=O,OU=OU,CN=张三,title=Engineer,street=1 Main Street,serialNumber=ABC-123',
    );
  });

  test('has the string types of the standards', async () => {
    const { body } = await subject([
      { ObjectIdentifier: '2.5.4.5', Value: '1' },
      { ObjectIdentifier: '2.5.4.12', Value: 'ascii' },
      { ObjectIdentifier: '0.9.2342.19200300.100.1.25', Value: 'example' },
      { ObjectIdentifier: '0.9.2342.19200300.100.1.25', Value: 'com' },
      { ObjectIdentifier: '1.2.840.113549.1.9.1', Value: 'a@b.example' },
    ]);
    const der = Buffer.from(String(body.Certificate).replace(/-----.*-----|\n/g, ''), 'base64').toString('latin1');
    expect(der).toContain('\x06\x03\x55\x04\x05\x13\x011'); // PrintableString
    expect(der).toContain('\x06\x03\x55\x04\x0c\x0c\x05ascii'); // UTF8String
    expect(der).toContain('\x16\x07example'); // IA5String
    expect(der).toContain('\x16\x0ba@b.example');
  });

  test('holds Matter identifiers, as UTF8String', async () => {
    const { body } = await subject([
      { ObjectIdentifier: '1.3.6.1.4.1.37244.1.1', Value: '00000000DEADBEEF' },
      { ObjectIdentifier: '1.3.6.1.4.1.37244.1.5', Value: 'FAB000000000001D' },
      { ObjectIdentifier: '1.3.6.1.4.1.37244.1.6', Value: 'ABCD0001' },
      { ObjectIdentifier: '1.3.6.1.4.1.37244.1.6', Value: 'ABCE0003' },
      { ObjectIdentifier: '1.3.6.1.4.1.37244.2.1', Value: 'FFF1' },
      { ObjectIdentifier: '1.3.6.1.4.1.37244.2.2', Value: '8000' },
    ]);
    const name = openssl(['x509', '-noout', '-subject', '-nameopt', 'sep_comma_plus'], String(body.Certificate));
    expect(name.trim()).toBe(
      'subject=1.3.6.1.4.1.37244.1.1=00000000DEADBEEF,1.3.6.1.4.1.37244.1.5=FAB000000000001D,1.3.6.1.4.1.37244.1.6=ABCD0001,1.3.6.1.4.1.37244.1.6=ABCE0003,1.3.6.1.4.1.37244.2.1=FFF1,1.3.6.1.4.1.37244.2.2=8000',
    );
    const der = Buffer.from(String(body.Certificate).replace(/-----.*-----|\n/g, ''), 'base64').toString('latin1');
    expect(der).toContain('\x0c\x1000000000DEADBEEF');
  });

  test.each([
    [
      '1.3.6.1.4.1.37244.1.1',
      'DEADBEEF',
      'The 1.3.6.1.4.1.37244.1.1 of a name is 16 hexadecimal digits in upper case, not "DEADBEEF".',
    ],
    [
      '1.3.6.1.4.1.37244.2.1',
      'fff1',
      'The 1.3.6.1.4.1.37244.2.1 of a name is 4 hexadecimal digits in upper case, not "fff1".',
    ],
    ['2.5.4.5', '编号', 'The serialNumber of a name cannot have the character "编" (U+7F16), as in "编号".'],
    ['2.5.4.6', 'CHN', 'The C of a name has at most 2 characters, and "CHN" has 3.'],
    ['2.5.4.3', 'x'.repeat(65), `The CN of a name has at most 64 characters, and "${'x'.repeat(64)}…" has 65.`],
    ['2.5.4.45', '0101', 'Values of this type are not text.'],
    ['2.5.4.16', 'street', 'Values of this type are not text.'],
    ['2.5.4', '', 'It has an ObjectIdentifier in dotted form and a Value.'],
    ['2..4', 'x', 'It has an ObjectIdentifier in dotted form and a Value.'],
  ])('%s = %j is refused', async (ObjectIdentifier, Value, reason) => {
    expect(await subject([{ ObjectIdentifier, Value }])).toEqual(refused('Subject.CustomAttributes.1', reason));
  });

  test('has a type once', async () => {
    expect(await subject([{ ObjectIdentifier: '2.5.4.3', Value: 'b' }], { CommonName: 'a' })).toEqual(
      refused('Subject.CustomAttributes.1', 'The subject has CN twice.'),
    );
  });

  test('may be empty where there are alternative names, which are then critical', async () => {
    const { csr } = makeCsr(scratch, { subject: '/' });
    expect(await send({ Csr: csr })).toEqual(
      refused('Subject', 'The certificate would name nobody: it has neither a subject nor alternative names.'),
    );
    const pem = await extensions({ SubjectAlternativeNames: [{ Type: 'dNSName', Value: 'a.example' }] }, { Csr: csr });
    expect(extensionOf(pem, 'Subject Alternative Name')).toBe('critical DNS:a.example');
    verifyChain(scratch, [pem, sub.Certificate, root.Certificate]);
  });
});

describe('extensions', () => {
  test('alternative names of six types', async () => {
    const pem = await extensions({
      SubjectAlternativeNames: [
        { Type: 'rfc822Name', Value: 'a@b.example' },
        { Type: 'dNSName', Value: '*.b.example' },
        { Type: 'directoryName', Value: 'C=CN,CN=b' },
        { Type: 'uniformResourceIdentifier', Value: 'https://b.example/' },
        { Type: 'iPAddress', Value: '2001:db8::1' },
        { Type: 'registeredID', Value: '1.2.3' },
        { Type: 'dNSName', Value: '*.B.example' },
      ],
    });
    expect(extensionOf(pem, 'Subject Alternative Name')).toBe(
      'email:a@b.example, DNS:*.b.example, DirName:/C=CN/CN=b, URI:https://b.example/, IP Address:2001:DB8:0:0:0:0:0:1, Registered ID:1.2.3',
    );
  });

  test.each([
    ['dNSName', '中文.example', 'The DNS name "中文.example" is not valid: it is a host name in ASCII'],
    ['iPAddress', '10.0.0.0/8', 'The IP address "10.0.0.0/8" is not valid'],
    ['rfc822Name', 'nobody', 'The e-mail address "nobody" is not valid'],
    ['dNSName', '', 'The DNS name is not valid'],
  ])('a name %s of %j is refused', async (Type, Value, reason) => {
    const answer = await send({ ApiPassthrough: { Extensions: { SubjectAlternativeNames: [{ Type, Value }] } } });
    expect(answer).toMatchObject({ status: 400, body: { Code: 'InvalidParameter.ApiPassthrough' } });
    expect(answer.body.Message).toContain(reason);
  });

  test('are refused where all together take more than 32 KB', async () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, i) => ({
        Type: 'uniformResourceIdentifier',
        Value: `urn:x:${String(i).padStart(1990, '0')}`,
      }));
    const asked = (count: number) =>
      cas(
        server.root,
        action,
        {
          ParentIdentifier: sub.Identifier,
          Csr: plain,
          Validity: '90d',
          Immediately: 0,
          ApiPassthrough: { Extensions: { SubjectAlternativeNames: names(count) } },
        },
        { place: 'form' },
      );
    expect(await asked(16)).toMatchObject({ status: 200 });
    expect(await asked(17)).toEqual(
      refused(
        'Extensions.SubjectAlternativeNames',
        'The alternative names take 34000 bytes together; a certificate may have 32768.',
      ),
    );
  });

  test('types of names that are not supported are refused', async () => {
    const answer = await send({
      ApiPassthrough: { Extensions: { SubjectAlternativeNames: [{ Type: 'otherName', Value: 'x' }] } },
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { Code: 'InvalidParameter.ApiPassthrough.Extensions.SubjectAlternativeNames.1.Type' },
    });
  });

  test('each key usage is its bit', async () => {
    const KeyUsage = {
      DigitalSignature: true,
      ContentCommitment: true,
      KeyAgreement: true,
      EncipherOnly: true,
      DecipherOnly: false,
      KeyEncipherment: false,
    };
    expect(extensionOf(await extensions({ KeyUsage }), 'Key Usage')).toBe(
      'critical Digital Signature, Non Repudiation, Key Agreement, Encipher Only',
    );
    for (const none of [{ DigitalSignature: false }, {}]) {
      expect(extensionOf(await extensions({ KeyUsage: none }), 'Key Usage')).toBe('critical Digital Signature');
    }
    expect(extensionOf(await issue(), 'Key Usage')).toBe('critical Digital Signature');
  });

  test('those of RSA and SM2 keys differ from those of ECC', async () => {
    const families = [
      ['RSA_2048', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], 'Key Encipherment, Data Encipherment'],
      ['SM2_256', ['-algorithm', 'SM2'], 'Key Encipherment, Data Encipherment, Key Agreement'],
    ] as const;
    for (const [Algorithm, key, usages] of families) {
      const issuer = await makeSub(server.root, await makeRoot(server.root, { Algorithm }), { Algorithm });
      const answer = await send({
        ParentIdentifier: issuer.Identifier,
        Csr: makeCsr(scratch, { key }).csr,
        ApiPassthrough: {
          Extensions: {
            KeyUsage: { KeyEncipherment: true, DataEncipherment: true, KeyAgreement: Algorithm === 'SM2_256' },
          },
        },
      });
      expect(answer).toMatchObject({ status: 200 });
      expect(extensionOf(String(answer.body.Certificate), 'Key Usage')).toBe(`critical ${usages}`);
    }
  });

  test.each([
    [{ KeyEncipherment: true }, 'A key of the algorithm ECC_256 cannot be used for keyEncipherment.'],
    [{ EncipherOnly: true }, 'EncipherOnly and DecipherOnly mean nothing without KeyAgreement.'],
  ])('key usages %j are refused', async (KeyUsage, reason) => {
    expect(await send({ ApiPassthrough: { Extensions: { KeyUsage } } })).toEqual(
      refused('Extensions.KeyUsage', reason),
    );
  });

  test('purposes are written by name or as identifiers', async () => {
    const ExtendedKeyUsages = ['any', 'serverAuth', 'codeSigning', '1.3.6.1.4.1.311.20.2.2'];
    expect(extensionOf(await extensions({ ExtendedKeyUsages }), 'Extended Key Usage')).toBe(
      'Any Extended Key Usage, TLS Web Server Authentication, Code Signing, Microsoft Smartcard Login',
    );
    expect(await send({ ApiPassthrough: { Extensions: { ExtendedKeyUsages: ['serverAuth', 'nothing'] } } })).toEqual(
      refused(
        'Extensions.ExtendedKeyUsages.2',
        'An extended key usage is one of any, serverAuth, clientAuth, codeSigning, emailProtection, timeStamping, or an object identifier in dotted form, and "nothing" is neither.',
      ),
    );
  });

  test.each(['OCSPSigning', '1.3.6.1.5.5.7.3.9'])('%s is the purpose of the server alone', async purpose => {
    const ExtendedKeyUsages = ['clientAuth', purpose];
    expect(await send({ ApiPassthrough: { Extensions: { ExtendedKeyUsages } } })).toEqual(
      refused(
        'Extensions.ExtendedKeyUsages.2',
        'No certificate can be had for it: OCSPSigning is the purpose of this server alone, which signs all OCSP answers.',
      ),
    );
  });

  test.each([
    ['anyExtendedKeyUsage', 'any'],
    ['codeSigning', 'codeSigning'],
    ['timeStamping', 'timeStamping'],
    ['1.3.6.1.4.1.311.20.2.2', '1.3.6.1.4.1.311.20.2.2'],
  ])('%s is not taken from a CSR: the call has to name it', async (asked, name) => {
    const { csr } = makeCsr(scratch, { extensions: [`extendedKeyUsage=${asked}`] });
    expect(await send({ Csr: csr })).toEqual(
      error(
        'ValidateCsrFailed',
        `The CSR is not accepted. It asks for the extended key usage ${name}, which has to stand in the call: say with ExtendedKeyUsages what the certificate shall be for. Of a CSR only serverAuth, clientAuth, emailProtection are taken over.`,
      ),
    );
    const named = await extensions({ ExtendedKeyUsages: [name] }, { Csr: csr });
    expect(extensionOf(named, 'Extended Key Usage')).toBeDefined();
  });

  test('OCSPSigning in a CSR is refused unless the call says what the certificate is for', async () => {
    const { csr } = makeCsr(scratch, { extensions: ['extendedKeyUsage=clientAuth,codeSigning,OCSPSigning'] });
    expect(await send({ Csr: csr })).toEqual(
      error(
        'ValidateCsrFailed',
        'The CSR is not accepted. It asks for the extended key usage OCSPSigning, and no certificate can be had for it: OCSPSigning is the purpose of this server alone, which signs all OCSP answers.',
      ),
    );
    expect(
      extensionOf(await extensions({ ExtendedKeyUsages: ['clientAuth'] }, { Csr: csr }), 'Extended Key Usage'),
    ).toBe('TLS Web Client Authentication');
  });

  test('timeStamping stands alone, and is critical', async () => {
    expect(extensionOf(await extensions({ ExtendedKeyUsages: ['timeStamping'] }), 'Extended Key Usage')).toBe(
      'critical Time Stamping',
    );
    const both = { ApiPassthrough: { Extensions: { ExtendedKeyUsages: ['timeStamping', 'clientAuth'] } } };
    expect(await send(both)).toEqual(
      refused('Extensions.ExtendedKeyUsages', 'timeStamping stands alone (RFC 3161 section 2.3).'),
    );
  });

  test('what no rule of its own forbids and the lint finds is refused as well', async () => {
    const Extensions = { KeyUsage: { ContentCommitment: true }, ExtendedKeyUsages: ['serverAuth'] };
    expect(await send({ ApiPassthrough: { Extensions } })).toEqual(
      error(
        'SignError',
        'Nothing was signed, for the certificate would break RFC 5280 section 4.2.1.12. No key usage is consistent with the extended key usage 1.3.6.1.5.5.7.3.1.',
      ),
    );
  });

  test('a mail address of the subject is an alternative name too', async () => {
    const { csr } = makeCsr(scratch, { subject: '/CN=a/emailAddress=a@b.example', subjectAltName: 'DNS:c.example' });
    expect(extensionOf(await issue({ Csr: csr }), 'Subject Alternative Name')).toBe('DNS:c.example, email:a@b.example');
    const both = makeCsr(scratch, { subject: '/CN=a/emailAddress=a@b.example', subjectAltName: 'email:a@B.example' });
    expect(extensionOf(await issue({ Csr: both.csr }), 'Subject Alternative Name')).toBe('email:a@B.example');
  });

  test('an address stands once, in whatever spellings it was asked for', async () => {
    const SubjectAlternativeNames = ['2001:db8::7', '2001:DB8:0::7', '192.0.2.7', '::ffff:192.0.2.7'].map(Value => ({
      Type: 'iPAddress',
      Value,
    }));
    const { body } = await send({ ApiPassthrough: { Extensions: { SubjectAlternativeNames } } });
    expect(extensionOf(String(body.Certificate), 'Subject Alternative Name')).toBe(
      'IP Address:2001:DB8:0:0:0:0:0:7, IP Address:192.0.2.7, IP Address:0:0:0:0:0:FFFF:C000:207',
    );
    const shown = await casOk(server.root, 'DescribeClientCertificate', { Identifier: body.Identifier });
    expect((shown.Certificate as { Sans: string }).Sans).toContain('{"Type":7,"Value":"2001:db8::7"}');
  });

  test('those that Criticals names are critical, in either spelling', async () => {
    for (const Criticals of [
      ['ExtendedKeyUsages', 'SubjectAlternativeNames', 'KeyUsage'],
      ['extendedKeyUsage', 'subjectAlternativeName', 'keyUsage'],
    ]) {
      const pem = await extensions({
        Criticals,
        KeyUsage: { DigitalSignature: true },
        ExtendedKeyUsages: ['clientAuth'],
        SubjectAlternativeNames: [{ Type: 'dNSName', Value: 'a.example' }],
      });
      expect(extensionOf(pem, 'Extended Key Usage')).toBe('critical TLS Web Client Authentication');
      expect(extensionOf(pem, 'Subject Alternative Name')).toBe('critical DNS:a.example');
    }
  });

  test('Criticals names extensions that are known and there', async () => {
    expect(await send({ ApiPassthrough: { Extensions: { Criticals: ['basicConstraints'] } } })).toEqual(
      refused(
        'Extensions.Criticals.1',
        'It is one of KeyUsage, ExtendedKeyUsages and SubjectAlternativeNames, not "basicConstraints".',
      ),
    );
    expect(await send({ ApiPassthrough: { Extensions: { Criticals: ['ExtendedKeyUsages'] } } })).toEqual(
      refused(
        'Extensions.Criticals',
        'The certificate would have no extension extendedKeyUsage that could be critical.',
      ),
    );
  });

  test('the address of the CRL stands in it with EnableCrl', async () => {
    expect(textOf(await issue())).not.toContain('/crl/');
    expect(textOf(await issue({ EnableCrl: 1 }))).toContain(
      `URI:${server.url}/crl/${server.accountId}/${sub.Identifier}.crl`,
    );
  });
});

describe('the serial number', () => {
  const numbered = (SerialNumber: string, rest: object = {}) => send({ ApiPassthrough: { SerialNumber }, ...rest });
  const taken = error(
    'AlreadyExists.SerialNumber',
    'The CA has used this serial number before. Choose another, or leave SerialNumber out.',
  );

  test('is the one that was asked for, in hexadecimal', async () => {
    const { body } = await numbered('16889526086333');
    expect(body.SerialNumber).toBe('0f5c6633eabd');
    expect(textOf(String(body.Certificate))).toContain('16889526086333 (0xf5c6633eabd)');
    expect((await numbered('255')).body.SerialNumber).toBe('ff');
    const largest = (2n ** 159n - 1n).toString();
    expect((await numbered(largest)).body.SerialNumber).toBe(`7f${'ff'.repeat(19)}`);
  });

  test('is unique for the CA: among chosen and random ones, certificates and sub CAs, revoked and deleted ones', async () => {
    expect(await numbered('4711')).toMatchObject({ status: 200 });
    expect(await numbered('4711')).toEqual(taken);
    const other = await makeSub(server.root, root);
    expect(await numbered('4711', { ParentIdentifier: other.Identifier })).toMatchObject({ status: 200 });

    const random = await send();
    const decimal = BigInt(`0x${String(random.body.SerialNumber)}`).toString();
    expect(await numbered(decimal)).toEqual(taken);
    await revoke(server, String(random.body.Identifier));
    expect(await numbered(decimal)).toEqual(taken);
    await server.running.store.commit([
      {
        sql: `delete from ca_certificates where serial_number = '${String(random.body.SerialNumber)}'`,
        parameters: [],
      },
    ]);
    expect(await numbered(decimal)).toEqual(taken);

    const { Certificate } = await casOk(server.root, 'DescribeCACertificate', { Identifier: other.Identifier });
    const ofSub = BigInt(`0x${(Certificate as { SerialNumber: string }).SerialNumber}`).toString();
    expect(await numbered(ofSub, { ParentIdentifier: root.Identifier })).toEqual(taken);
  });

  test('is given to one of many who ask for it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => numbered('815')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200)).toEqual(Array.from({ length: 7 }, () => taken));
  });

  test.each(['0', '-1', '0x10', '1e3', '007', '1.5'])('%s is refused', async SerialNumber => {
    expect(await numbered(SerialNumber)).toEqual(
      invalid('ApiPassthrough.SerialNumber', 'holds characters that are not allowed'),
    );
  });

  test('of more than 159 bits is refused', async () => {
    expect(await numbered((2n ** 159n).toString())).toEqual(
      refused('SerialNumber', 'A serial number is greater than zero and fits 20 octets.'),
    );
  });
});

describe('Validity', () => {
  test('is a length, an end, or a start and an end', async () => {
    const start = '2026-01-31T10:20:30Z';
    const end = '2027-02-28T00:00:00Z';
    expect(validityOf(await issue({ Validity: `${start}/${end}` }))).toEqual({
      notBefore: Date.parse(start),
      notAfter: Date.parse(end),
    });
    expect(validityOf(await issue({ Validity: end })).notAfter).toBe(Date.parse(end));
    const { notBefore, notAfter } = validityOf(await issue({ Validity: '2y' }));
    expect(new Date(notAfter).getUTCFullYear()).toBe(new Date(notBefore).getUTCFullYear() + 2);
  });

  test.each(['1y6m', '10', '0d', '-1d', '1Y', '1.5y', ' 1y', '2026-02-31T00:00:00Z', '2030-01-01', 'x/y', '1y/2y'])(
    '%s is refused',
    async Validity => {
      expect(await send({ Validity })).toMatchObject({
        status: 400,
        body: { Code: 'InvalidParameter.Validity', Message: expect.stringContaining('with one unit only') as unknown },
      });
    },
  );

  test('beyond the end of the CA, and one that ends before it starts, are refused', async () => {
    for (const Validity of ['6y', '999999y', '9999-12-31T23:59:59Z']) {
      expect(await send({ Validity })).toMatchObject({
        status: 400,
        body: {
          Code: 'InvalidParameter.Validity',
          Message: expect.stringContaining('grants nothing beyond') as unknown,
        },
      });
    }
    for (const Validity of ['2020-01-01T00:00:00Z', '2028-01-01T00:00:00Z/2027-01-01T00:00:00Z']) {
      expect(await send({ Validity })).toMatchObject({
        status: 400,
        body: { Code: 'InvalidParameter.Validity', Message: expect.stringContaining('not after its start') as unknown },
      });
    }
  });

  test('is at most what the CA grants to certificates', async () => {
    const short = await makeSub(server.root, root, { CertMaxTime: 30 });
    const of = (Validity: string) => send({ ParentIdentifier: short.Identifier, Validity });
    expect(await of('30d')).toMatchObject({ status: 200 });
    expect(await of('31d')).toMatchObject({ status: 400, body: { Code: 'InvalidParameter.Validity' } });
  });
});

describe('the issuing CA', () => {
  test('may be a root', async () => {
    const pem = await issue({ ParentIdentifier: root.Identifier });
    verifyChain(scratch, [pem, root.Certificate]);
  });

  test('is known, of the same account and family, and not revoked', async () => {
    expect(await send({ ParentIdentifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' })).toEqual(notFound);
    expect(await send({}, server.otherAccount)).toEqual(notFound);
    const { csr } = makeCsr(scratch, { key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] });
    expect(await send({ Csr: csr })).toMatchObject({ status: 400, body: { Code: 'NotSupportAlgorithm' } });
    const revoked = await makeSub(server.root, root);
    await revoke(server, revoked.Identifier);
    expect(await send({ ParentIdentifier: revoked.Identifier })).toMatchObject({
      status: 400,
      body: { Code: 'OperationDenied.StatusNotSupport' },
    });
  });
});

test('customIdentifier is read in both spellings, and is unique', async () => {
  expect(await send({ customIdentifier: 'lower' })).toMatchObject({ status: 200 });
  expect(await send({ CustomIdentifier: 'lower' })).toEqual(
    error('AlreadyExists.CustomIdentifier', 'The account has a certificate with this CustomIdentifier already.'),
  );
  const issued = await cas(server.root, 'CreateClientCertificate', {
    ParentIdentifier: sub.Identifier,
    customIdentifier: 'lower',
  });
  expect(issued).toMatchObject({ status: 400, body: { Code: 'AlreadyExists.CustomIdentifier' } });
});

test('what is required is required', async () => {
  expect(await send({ ParentIdentifier: undefined })).toEqual(missing('ParentIdentifier'));
  expect(await send({ Csr: '' })).toEqual(missing('Csr'));
  expect(await send({ Validity: undefined })).toEqual(missing('Validity'));
  expect(await send({ Csr: 'x' })).toMatchObject({ status: 400, body: { Code: 'ValidateCsrFailed' } });
});

test('a CSR with spaces in place of line feeds is read', async () => {
  expect(await send({ Csr: plain.replaceAll('\n', ' ') })).toMatchObject({ status: 200 });
});

test('Tags with a key twice are refused', async () => {
  expect(await send({ Tags: [{ Key: 'a' }, { Key: 'a' }] })).toMatchObject({
    status: 400,
    body: { Code: 'InvalidParameter.Tags' },
  });
});
