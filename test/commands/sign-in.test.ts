/** `chancery sign-in` beside a running server: asks for a password, and prints what clients read. */
import { PassThrough, Readable, Writable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answers, askedAnswers } from '../../src/commands/asked-answers.js';
import { environmentLines } from '../../src/commands/env.js';
import { type SignInFlags, signIn } from '../../src/commands/sign-in.js';
import { SettingError } from '../../src/settings/setting.js';
import { answer } from '../api/ram/calls.js';
import { PASSWORD, signingUser } from '../api/ram/login-profiles/profiles.js';
import { codeOf } from '../api/ram/mfa-devices/authenticator-app.js';
import { newDevice } from '../api/ram/mfa-devices/devices.js';
import { Scratch } from '../strangers/commands.js';
import { useTestServer } from '../use-test-server.js';

const server = useTestServer();
const scratch = new Scratch();
const noInput: Writable = new Writable({ write: (_chunk, _encoding, done) => done() });
const lines = (text: string): Answers => askedAnswers(Readable.from([text]), noInput);

/** What is printed, and what is told besides. */
async function run(user: string, answers: Answers, flags: Partial<SignInFlags> = {}) {
  const written = { printed: '', told: '' };
  await signIn(
    { data: server.data, account: server.accountId, user, server: server.url, ...flags },
    answers,
    text => {
      written.printed += text;
    },
    text => {
      written.told += text;
    },
  );
  return written;
}

const exported = (printed: string, name: string) => new RegExp(`^export ${name}='(.*)'$`, 'm').exec(printed)?.[1] ?? '';

function clientOf(printed: string) {
  const AccessKeyId = exported(printed, 'ALIBABA_CLOUD_ACCESS_KEY_ID');
  const AccessKeySecret = exported(printed, 'ALIBABA_CLOUD_ACCESS_KEY_SECRET');
  return server.client({ AccessKeyId, AccessKeySecret }, exported(printed, 'ALIBABA_CLOUD_SECURITY_TOKEN'));
}

beforeAll(async () => {
  await signingUser(server, 'alice');
});

test('the first line of the input is the password; the lines are those of chancery env with a token', async () => {
  const { printed, told } = await run('alice', lines(`${PASSWORD}\n`));
  expect(told).toBe('');
  const caller = await clientOf(printed).call('2015-04-01', 'GetCallerIdentity');
  expect(caller.body).toMatchObject({ Arn: `acs:ram::${server.accountId}:user/alice` });
  const names = (text: string) => [...text.matchAll(/^export (\w+)=/gm)].map(([, name]) => name);
  const { port } = new URL(server.url);
  const ofRoot = await environmentLines({ data: server.data, listen: `127.0.0.1:${port}` }, {});
  expect(names(printed).filter(name => name !== 'ALIBABA_CLOUD_SECURITY_TOKEN')).toEqual(names(ofRoot));
  for (const name of names(ofRoot).filter(it => !it?.includes('ACCESS_KEY'))) {
    expect([name, exported(printed, name ?? '')]).toEqual([name, exported(ofRoot, name ?? '')]);
  }
});

test('a code is asked for where the server wants one', async () => {
  await signingUser(server, 'coded');
  const { SerialNumber, Base32StringSeed: seed } = await newDevice(server.root, 'coded');
  const codes = { AuthenticationCode1: codeOf(seed, -2), AuthenticationCode2: codeOf(seed, -1) };
  await answer(server.root, 'BindMFADevice', { UserName: 'coded', SerialNumber, ...codes });
  await expect(run('coded', lines(PASSWORD))).rejects.toThrow('no line for this: Code of the MFA device');
  const asked: string[] = [];
  const { printed } = await run('coded', {
    secret: async question => {
      asked.push(question);
      return question.startsWith('Password') ? PASSWORD : codeOf(seed);
    },
  });
  expect(asked).toEqual(['Password: ', 'Code of the MFA device: ']);
  expect((await clientOf(printed).call('2015-04-01', 'GetCallerIdentity')).status).toBe(200);
  await expect(run('coded', lines(`${PASSWORD}\n000000\n`))).rejects.toThrow('The sign-in was refused.');
});

test('what has to be done first is told beside the lines', async () => {
  await signingUser(server, 'fresh', { PasswordResetRequired: true });
  expect((await run('fresh', lines(PASSWORD))).told).toMatch(/The password has to be changed first.*sign in again/);
  await signingUser(server, 'bare', { MFABindRequired: true });
  expect((await run('bare', lines(PASSWORD))).told).toMatch(/An MFA device has to be bound first/);
});

test.each<[string, Partial<SignInFlags>, string, RegExp]>([
  ['a wrong password', {}, 'wrong', /^The sign-in was refused/],
  ['no password', {}, '', /no line for this: Password/],
  ['an address of nothing', { server: 'http://127.0.0.1:1' }, 'x', /could not be asked: .*ECONNREFUSED/],
  ['no address', { server: 'chancery' }, 'x', /--server is an address/],
  ['a path', { server: 'http://127.0.0.1:1/sign-in' }, 'x', /--server is an address/],
  ['plain HTTP elsewhere', { server: 'http://chancery.example' }, 'x', /in the open: give an https address/],
  [
    'a CA that is not there',
    { server: 'https://127.0.0.1:1', caFile: '/nowhere' },
    'x',
    /cannot be read from \/nowhere/,
  ],
  [
    'a CA that is none',
    { server: 'https://127.0.0.1:1', caFile: scratch.write('no-ca.pem', 'x') },
    'x',
    /could not be asked/,
  ],
])('%s is refused in a sentence', async (_, flags, password, sentence) => {
  const fault = await run('alice', lines(password), flags).catch((it: unknown) => it);
  expect(fault).toBeInstanceOf(SettingError);
  expect((fault as Error).message).toMatch(sentence);
});

describe('at a terminal', () => {
  function terminal() {
    const input = Object.assign(new PassThrough(), {
      isTTY: true,
      raw: [] as boolean[],
      setRawMode(on: boolean) {
        input.raw.push(on);
        return input;
      },
    });
    let shown = '';
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        shown += chunk.toString();
        done();
      },
    });
    return { input, answers: askedAnswers(input, output), shown: () => shown };
  }

  test('what is typed is not shown, and can be corrected', async () => {
    const { input, answers, shown } = terminal();
    const first = answers.secret('Password: ');
    input.write('A-fx\u007first-pässw\u{1f511}\u007f');
    input.write('0rd\r');
    expect(await first).toBe('A-first-pässw0rd');
    expect(shown()).toBe('Password: \n');
    expect(input.raw).toEqual([true, false]);
    const second = answers.secret('Code: ');
    input.write('123456\n');
    expect(await second).toBe('123456');
  });

  test('Ctrl-C ends it, and the terminal is as it was', async () => {
    const { input, answers } = terminal();
    const asked = answers.secret('Password: ');
    input.write('half\u0003');
    await expect(asked).rejects.toThrow('Nothing was answered.');
    expect(input.raw).toEqual([true, false]);
  });
});
