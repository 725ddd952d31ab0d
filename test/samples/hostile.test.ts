/** Whatever was entered, a sample is a program that sends exactly that. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Field, Operation } from '../../console/src/description/model';
import type { DraftObject } from '../../console/src/form/draft';
import { startTestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { describedOperations, operationOf } from './described.js';
import * as hostile from './hostile.js';
import { printedJson, runProject } from './project-folder.js';
import { type Recorder, startRecorder } from './recorder.js';
import { runners, testedLanguages } from './runners.js';

// The first program of a language may have to download what it stands on.
vi.setConfig({ testTimeout: 300_000 });

const scratch = new Scratch();
let recorder: Recorder;
let operations: readonly Operation[];

beforeAll(async () => {
  recorder = await startRecorder();
  const server = await startTestServer();
  operations = await describedOperations(server.url);
  await server.close();
});
afterAll(() => recorder.close());

const credentials = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a secret longer than a block'.repeat(4),
};

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  kind: 'text',
  required: false,
  secret: false,
  place: 'query',
  sentAs: 'flattened',
  ...more,
});
const text = field('');
const account = field('', { kind: 'object', fields: [field('User'), field('Password', { secret: true })] });

/** Has everything that a declaration can have. No product package knows it, so it shows the generic clients. */
const strange: Operation = {
  productCode: 'strange',
  version: '2020-01-01',
  action: 'DoEverything',
  summary: 'Does */ """ everything.\nIn two lines.',
  method: 'POST',
  protocol: 'rpc',
  extension: false,
  destructive: false,
  page: '',
  permission: { access: 'get', resources: [] },
  request: [
    field('Texts', { kind: 'list', item: text }),
    field('Context', { kind: 'map', item: text }),
    field('Csr', { place: 'body' }),
    field('Count', { kind: 'integer' }),
    field('Typo', { kind: 'integer' }),
    field('Flag', { kind: 'boolean' }),
    field('Password', { secret: true }),
    field('Accounts', { kind: 'list', item: account }),
    field('Structured', { kind: 'list', item: account, sentAs: 'json' }),
    field('Document', { kind: 'json-text' }),
    field('Login', { kind: 'json-text', item: account }),
    field('Verbatim', { kind: 'json-text' }),
  ],
  response: [],
  errors: [],
  examples: [],
  before: [],
  seeAlso: [],
} as Operation;

// Compilers on a busy machine, and what they download where they run for the first time.
vi.setConfig({ testTimeout: 300_000 });

describe.each(testedLanguages().map(language => ({ title: language.title, language })))('$title', ({ language }) => {
  const inThis = test.skipIf(runners[language.id]?.isMissing() ?? true);
  const unsayable = runners[language.id]?.unsayable;
  const hostileTexts = hostile.hostileTexts.filter(text => !unsayable?.text.test(text));
  const hostileNames = hostile.hostileNames.filter(name => !unsayable?.name.test(name));
  let folders = 0;

  /** The parameters that the program for a filled form sends. */
  async function sent(
    operation: Operation,
    drafts: DraftObject,
    secrets: Readonly<Record<string, string>> = {},
  ): Promise<ReadonlyMap<string, string>> {
    const parent = scratch.path(`${language.id}-${folders++}`);
    mkdirSync(parent);
    const entered = { operation, drafts, origin: recorder.origin };
    printedJson(await runProject(language, entered, { ...credentials, ...secrets }, parent));
    const [recorded, ...others] = recorder.take();
    expect(others).toEqual([]);
    // The command line adds its region to every call.
    return new Map([...(recorded?.parameters ?? [])].filter(([name]) => name !== 'RegionId'));
  }

  inThis('the generic way: every kind of parameter, and secrets at any depth', async () => {
    const document = { texts: hostileTexts, [hostileNames[0] as string]: { yes: true, count: 12 } };
    const secret = `"; \${x} \\ $(id) 证书`;
    const parameters = await sent(
      strange,
      {
        Texts: hostileTexts,
        Context: hostileNames.map((key, index) => ({ key, value: String(index) })),
        Csr: '-----BEGIN CERTIFICATE REQUEST-----\nMII=\n-----END CERTIFICATE REQUEST-----\n',
        Count: '9007199254740991',
        Typo: '0x10',
        Flag: 'true',
        Password: 'entered',
        Accounts: [{ User: 'a', Password: 'entered' }],
        Structured: [{ User: 'b', Password: 'entered' }],
        Document: JSON.stringify(document, null, 2),
        Login: '{"User":"c","Password":"entered"}',
        Verbatim: '{"n": 1.50, "n": 12345678901234567890, "e": "\\u00e9", "none": null}',
      },
      { PASSWORD: secret, ACCOUNTS_1_PASSWORD: secret, STRUCTURED_1_PASSWORD: secret, LOGIN_PASSWORD: secret },
    );
    const { Document, Login, Structured, Flag, ...others } = Object.fromEntries(parameters);
    expect(JSON.parse(String(Document))).toEqual(document);
    expect(JSON.parse(String(Login))).toEqual({ User: 'c', Password: secret });
    expect(JSON.parse(String(Structured))).toEqual([{ User: 'b', Password: secret }]);
    expect(Flag?.toLowerCase()).toBe('true');
    const expected = {
      ...Object.fromEntries(hostileTexts.map((value, index) => [`Texts.${index + 1}`, value])),
      ...Object.fromEntries(hostileNames.map((name, index) => [`Context.${name}`, String(index)])),
      Csr: '-----BEGIN CERTIFICATE REQUEST-----\nMII=\n-----END CERTIFICATE REQUEST-----\n',
      Count: '9007199254740991',
      Typo: '0x10',
      Password: secret,
      'Accounts.1.User': 'a',
      'Accounts.1.Password': secret,
      Verbatim: '{"n": 1.50, "n": 12345678901234567890, "e": "\\u00e9", "none": null}',
    };
    expect(others).toEqual(expected);
  });

  inThis('the package of CAS, where there is one: lists of objects', async () => {
    const tags = hostileTexts.map((value, index) => ({ Key: `k${index}`, Value: value }));
    const parameters = await sent(operationOf(operations, 'cas', 'CreateSubCACertificate'), {
      CommonName: hostileTexts[0],
      Tags: tags,
      ExtendedKeyUsages: hostileNames,
    });
    const expected = {
      CommonName: hostileTexts[0],
      ...Object.fromEntries(
        tags.flatMap(({ Key, Value }, at) => [
          [`Tags.${at + 1}.Key`, Key],
          [`Tags.${at + 1}.Value`, Value],
        ]),
      ),
      ...Object.fromEntries(hostileNames.map((value, at) => [`ExtendedKeyUsages.${at + 1}`, value])),
    };
    expect(Object.fromEntries(parameters)).toEqual(expected);
  });

  inThis('the package of RAM, where there is one: a list that travels as JSON, and a JSON text', async () => {
    const tags = hostileNames.map((value, index) => ({ Key: `k${index}`, Value: value }));
    const document = { Version: '1', Statement: hostileTexts };
    const parameters = await sent(operationOf(operations, 'ram', 'CreatePolicy'), {
      PolicyName: hostileTexts[1],
      Description: hostileTexts[7],
      PolicyDocument: JSON.stringify(document),
      Tag: tags,
    });
    const { PolicyDocument, Tag, ...others } = Object.fromEntries(parameters);
    expect(JSON.parse(String(PolicyDocument))).toEqual(document);
    expect(JSON.parse(String(Tag))).toEqual(tags);
    expect(others).toEqual({ PolicyName: hostileTexts[1], Description: hostileTexts[7] });
  });
});
