/** The projects that the Explorer offers, downloaded and run in every language against a server. */
import { X509Certificate } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Operation } from '../../console/src/description/model';
import type { DraftObject } from '../../console/src/form/draft';
import { sampleLanguages } from '../../console/src/samples/samples';
import { startTestServer, type TestServer } from '../server.js';
import { openssl, Scratch } from '../strangers/commands.js';
import { describedOperations, operationOf } from './described.js';
import { type Outcome, type ProjectOptions, printedJson, runProject } from './project-folder.js';
import { runners, testedLanguages } from './runners.js';

// The first program of a language may have to download what it stands on.
vi.setConfig({ testTimeout: 300_000 });

const scratch = new Scratch();
let server: TestServer;
let operations: readonly Operation[];
let authority: string;
let certificate: { readonly Identifier: string; readonly X509Certificate: string };
let clientKeyId: string;

const subject = {
  Organization: 'Example',
  OrganizationUnit: 'IT',
  Locality: 'Hangzhou',
  State: 'Zhejiang',
  CountryCode: 'CN',
};

beforeAll(async () => {
  server = await startTestServer();
  operations = await describedOperations(server.url);
  const made = async (version: string, action: string, parameters: Record<string, unknown>) => {
    const { status, body, text } = await server.root.call(version, action, parameters);
    if (status !== 200) throw new Error(`${action} answered ${text}`);
    return body as Record<string, string>;
  };
  const cas = (action: string, parameters: Record<string, unknown>) => made('2020-06-30', action, parameters);
  const kms = (action: string, parameters: Record<string, unknown>) => made('2016-01-20', action, parameters);
  const authorityOf = { ...subject, Algorithm: 'ECC_256', Years: 5 };
  const root = await cas('CreateRootCACertificate', { ...authorityOf, CommonName: 'root' });
  const sub = { ...authorityOf, CommonName: 'sub', ParentIdentifier: root.Identifier, PathLenConstraint: 1 };
  authority = String((await cas('CreateSubCACertificate', sub)).Identifier);
  const client = { ParentIdentifier: authority, Algorithm: 'RSA_2048', CommonName: 'client', Days: 30, Immediately: 1 };
  certificate = (await cas('CreateClientCertificate', { ...client, Algorithm: 'ECC_256' })) as typeof certificate;
  await kms('CreateApplicationAccessPoint', { Name: 'app', AuthenticationMethod: 'ClientKey', Policies: '["none"]' });
  clientKeyId = String((await kms('CreateClientKey', { AapName: 'app', Password: 'choose-0ne' })).ClientKeyId);
});
afterAll(() => server.close());

test('every language that is offered can be run by this suite', () => {
  expect(sampleLanguages.map(({ id }) => id)).toEqual(Object.keys(runners));
});

// Compilers on a busy machine, and what they download where they run for the first time.
vi.setConfig({ testTimeout: 300_000 });

describe.each(testedLanguages().map(language => ({ title: language.title, language })))('$title', ({ language }) => {
  const missing = runners[language.id]?.isMissing() ?? true;
  const inThis = test.skipIf(missing);
  let folders = 0;

  function run(
    product: string,
    action: string,
    drafts: DraftObject,
    secrets: Readonly<Record<string, string>> = {},
    options?: ProjectOptions,
  ): Promise<Outcome> {
    const { AccessKeyId, AccessKeySecret } = server.rootAccessKey;
    const values = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: AccessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: AccessKeySecret,
      ...secrets,
    };
    const parent = scratch.path(`${language.id}-${folders++}`);
    mkdirSync(parent);
    const entered = { operation: operationOf(operations, product, action), drafts, origin: server.url };
    return runProject(language, entered, values, parent, options);
  }

  if (runners[language.id]?.spared) {
    if (!process.env.CI) console.warn(`skipped: ${language.title} installs its packages only where CI is set`);
    test.skipIf(missing || !process.env.CI)('runs with the packages that its own commands install', async () => {
      const answer = printedJson(await run('sts', 'GetCallerIdentity', {}, {}, { install: true }));
      expect(answer).toMatchObject({ AccountId: server.accountId });
    });
  }

  inThis('DescribeCertificatePrivateKey: the printed key opens and belongs to the certificate', async () => {
    const password = '!De*mo@W"S3~$ed#`(+)';
    const drafts = { Identifier: certificate.Identifier, EncryptedCode: 'as tried' };
    const secrets = { ENCRYPTED_CODE: password };
    const { EncryptedData } = printedJson(await run('cas', 'DescribeCertificatePrivateKey', drafts, secrets));
    const publicKey = openssl(['pkey', '-passin', `pass:${password}`, '-pubout'], String(EncryptedData));
    expect(publicKey).toBe(
      new X509Certificate(certificate.X509Certificate).publicKey.export({ type: 'spki', format: 'pem' }),
    );
  });

  inThis('GetClientKey: the answer is printed as it came', async () => {
    const answer = printedJson(await run('kms', 'GetClientKey', { ClientKeyId: clientKeyId }));
    const { body } = await server.root.call('2016-01-20', 'GetClientKey', { ClientKeyId: clientKeyId });
    expect(answer).toEqual({ ...body, RequestId: expect.any(String) });
  });

  inThis('GetClientKey: a refusal ends the program with its code', async () => {
    const { status, stdout, stderr } = await run('kms', 'GetClientKey', { ClientKeyId: 'KAAP.unknown' });
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('Forbidden.ResourceNotFound');
    expect(stdout + stderr).not.toContain(server.rootAccessKey.AccessKeySecret);
  });

  inThis('CreateClientCertificate: names arrive as they were entered', async () => {
    const drafts = {
      ParentIdentifier: authority,
      Algorithm: 'ECC_256',
      CommonName: `O'Neil "证书" \${x} $(y) \\n`,
      Days: '30',
      Immediately: '2',
      SanType: '1',
      SanValue: 'a@example.com',
    };
    const answer = printedJson(await run('cas', 'CreateClientCertificate', drafts));
    const issued = new X509Certificate(String(answer.X509Certificate));
    expect(issued.toLegacyObject().subject.CN).toBe(drafts.CommonName);
  });

  inThis('CreateSubCACertificate: a list of objects', async () => {
    const Tags = [{ Key: 'stage', Value: 'test' }, { Key: 'empty' }];
    const drafts = {
      ...subject,
      ParentIdentifier: authority,
      CommonName: 'below',
      Algorithm: 'ECC_256',
      Years: '1',
      ExtendedKeyUsages: ['serverAuth', 'clientAuth'],
      EnableCrl: 'true',
      CrlDay: '7',
      Tags,
    };
    const { Identifier } = printedJson(await run('cas', 'CreateSubCACertificate', drafts));
    const { body } = await server.root.call('2020-06-30', 'DescribeCACertificate', { Identifier });
    const described = body.Certificate as { readonly Tags: readonly unknown[]; readonly CrlDay: number };
    expect(described.CrlDay).toBe(7);
    expect(described.Tags).toHaveLength(2);
    expect(described.Tags).toContainEqual({ TagKey: 'stage', TagValue: 'test' });
  });

  inThis('CreateNetworkRule: a parameter that is a JSON text', async () => {
    const Name = `rule-${language.id}`;
    const drafts = { Name, Type: 'Private', SourcePrivateIp: '["10.10.10.10/24", "192.168.17.13"]' };
    const answer = printedJson(await run('kms', 'CreateNetworkRule', drafts));
    expect(JSON.parse(String(answer.SourcePrivateIp))).toEqual(['10.10.10.10/24', '192.168.17.13']);
  });

  inThis('CreatePolicy of RAM: a JSON text, and a list that travels as JSON', async () => {
    const document = { Version: '1', Statement: [{ Effect: 'Allow', Action: ['yundun-cert:*'], Resource: '*' }] };
    const PolicyName = `policy-${language.id}`;
    const drafts = { PolicyName, PolicyDocument: JSON.stringify(document, null, 2), Tag: [{ Key: 'a', Value: 'b' }] };
    printedJson(await run('ram', 'CreatePolicy', drafts));
    const { body } = await server.root.call('2015-05-01', 'GetPolicy', { PolicyName, PolicyType: 'Custom' });
    const stored = (body.DefaultPolicyVersion as { readonly PolicyDocument: string }).PolicyDocument;
    expect(JSON.parse(stored)).toEqual(document);
    const tagged = await server.root.call('2015-05-01', 'ListPolicies', { 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' });
    expect(JSON.stringify(tagged.body)).toContain(PolicyName);
  });

  inThis('GetCallerIdentity: an operation without parameters', async () => {
    const answer = printedJson(await run('sts', 'GetCallerIdentity', {}));
    expect(answer).toMatchObject({ AccountId: server.accountId });
  });
});
