/** The script's own signature, for which no SDK stands. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { curl } from '../../console/src/samples/curl';
import type { SampleCall } from '../../console/src/samples/sample';
import { sha256Hex } from '../../console/src/signing/digest';
import { sign } from '../../console/src/signing/sign';
import { isMissing, Scratch } from '../strangers/commands.js';
import { hostileTexts } from './hostile.js';
import { type Recorder, startRecorder } from './recorder.js';

const scratch = new Scratch();
let recorder: Recorder;
let runs = 0;

beforeAll(async () => {
  recorder = await startRecorder();
});
afterAll(() => recorder.close());

const text = (value: string) => ({ kind: 'text', text: value }) as const;
const variable = { kind: 'environment', variable: 'PASSWORD' } as const;
const callOf = (parameters: SampleCall['parameters']): SampleCall => ({
  productCode: 'cas',
  version: '2020-06-30',
  action: 'DoThis',
  extension: false,
  summary: 'Does this.',
  takesParameters: true,
  endpoint: { protocol: 'http', hostAndPort: recorder.origin.replace('http://', '') },
  parameters,
  secretVariables: parameters.length > 0 ? ['PASSWORD'] : [],
});
const secrets = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: `secret%s"'${'longer than a block of SHA-256, '.repeat(3)}`,
  ALIBABA_CLOUD_SECURITY_TOKEN: 'token+of/a=session',
  PASSWORD: 'p&w=\\x41 %41 证',
};

/** Runs the script with these programs in front of the real ones; each writes down its arguments. */
async function run(call: SampleCall, environment: Readonly<Record<string, string | undefined>>) {
  const folder = scratch.path(`run-${runs++}`);
  const [file] = curl.files(call);
  mkdirSync(join(folder, 'watched'), { recursive: true });
  writeFileSync(join(folder, 'sample.sh'), file?.text ?? '', { mode: 0o755 });
  for (const program of ['openssl', 'curl', 'od', 'cut', 'paste', 'tr', 'cat']) {
    const watched = join(folder, 'watched', program);
    writeFileSync(
      watched,
      `#!/bin/sh\nprintf '%s\\n' "$*" >> ${folder}/arguments\nPATH=\${PATH#*:}\nexec ${program} "$@"\n`,
    );
    chmodSync(watched, 0o755);
  }
  const env = { PATH: `${folder}/watched:${process.env.PATH}`, NO_PROXY: '127.0.0.1', ...environment };
  await promisify(execFile)(join(folder, 'sample.sh'), [], { env });
  return { recorded: recorder.take()[0], seen: readFileSync(join(folder, 'arguments'), 'utf8') };
}

/** What the console's own signing makes of the request, whose vectors are those of the official clients. */
async function expectSigned(recorded: Awaited<ReturnType<typeof run>>['recorded'], secret: string): Promise<void> {
  const { authorization = '', 'content-type': contentType, ...others } = recorded?.headers ?? {};
  const headers = { ...others, ...(authorization.includes('content-type;') && { 'content-type': contentType ?? '' }) };
  const url = new URL(recorded?.target ?? '', recorder.origin);
  const payloadHash = await sha256Hex(recorded?.body ?? '');
  expect(headers['x-acs-content-sha256' as keyof typeof headers]).toBe(payloadHash);
  const request = { method: 'POST', path: '/', query: [...url.searchParams], headers, payloadHash };
  expect(authorization).toBe((await sign(request, { id: 'testid', secret })).authorization);
}

test.skipIf(isMissing('curl', ['--version']))(
  'is that of the console, and no program gets a secret as an argument',
  async () => {
    const parameters = hostileTexts.map((value, at) => ({
      name: `P${at}`,
      place: 'query' as const,
      value: text(value),
    }));
    const password = { name: 'Password', place: 'body' as const, value: variable };
    const { recorded, seen } = await run(callOf([...parameters, password]), secrets);
    await expectSigned(recorded, secrets.ALIBABA_CLOUD_ACCESS_KEY_SECRET);
    expect(recorded?.parameters.get('Password')).toBe(secrets.PASSWORD);
    expect(recorded?.headers['x-acs-security-token']).toBe(secrets.ALIBABA_CLOUD_SECURITY_TOKEN);
    expect(seen).toContain(recorder.origin);
    for (const secret of Object.values(secrets).slice(1)) expect(seen).not.toContain(secret.slice(0, 6));
  },
);

test.skipIf(isMissing('curl', ['--version']))('of a call without parameters', async () => {
  const { ALIBABA_CLOUD_SECURITY_TOKEN: _, PASSWORD: __, ...pair } = secrets;
  const { recorded } = await run(callOf([]), pair);
  await expectSigned(recorded, secrets.ALIBABA_CLOUD_ACCESS_KEY_SECRET);
  expect(recorded?.headers).not.toHaveProperty('x-acs-security-token');
});

test.skipIf(isMissing('bash', ['--version']))('is not begun without a secret that is needed', async () => {
  const call = callOf([{ name: 'Password', place: 'body', value: variable }]);
  await expect(run(call, { ...secrets, PASSWORD: undefined })).rejects.toMatchObject({
    stderr: expect.stringContaining('PASSWORD: is not set'),
  });
});
