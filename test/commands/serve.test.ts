import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createKeyFile } from '../../src/seal/key-file.js';
import { openForWriting } from '../../src/store/sqlite/connection.js';
import { serverTls } from '../../src/tls/server-tls.js';
import { startChildServer } from '../child-server.js';
import { declarations } from '../derived/declarations.js';
import { SignedClient } from '../signed-client.js';
import { isMissing } from '../strangers/commands.js';

const program = join(import.meta.dirname, '../../dist/chancery.js');
let data: string;
beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), 'chancery-serve-')), 'data');
});
afterEach(() => rmSync(join(data, '..'), { recursive: true, force: true }));

/** Runs the program to its end. */
async function run(parameters: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program, ...parameters], { env: { ...process.env, ...environment } });
  let output = '';
  let errors = '';
  child.stdout.on('data', chunk => {
    output += String(chunk);
  });
  child.stderr.on('data', chunk => {
    errors += String(chunk);
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output, errors };
}

describe('a wrong setting is one sentence that names it, status 2, and nothing written', () => {
  test.each([
    ['--listen', ['--listen', 'nowhere'], {}],
    ['--listen', ['--listen', '0.0.0.0:0', '--tls', 'off'], {}],
    ['--allow-http', ['--listen', '0.0.0.0:0', '--allow-http'], {}],
    ['--tls off', ['--listen', '[::]:0'], { CHANCERY_ALLOW_HTTP: 'true' }],
    ['--tls', ['--tls', 'on'], {}],
    ['--store', ['--store', 'mysql://x'], {}],
    ['--region', ['--region', 'a b'], {}],
    ['--throttle', ['--throttle', '-1'], {}],
    ['--public-url', ['--public-url', 'ftp://x'], {}],
    ['CHANCERY_ROOT_ACCESS_KEY_SECRET', [], { CHANCERY_ROOT_ACCESS_KEY_ID: 'LTAIabcdefgh' }],
    ['CHANCERY_PBKDF2_ITERATIONS', [], { CHANCERY_PBKDF2_ITERATIONS: '1' }],
    ['CHANCERY_LOG', [], { CHANCERY_LOG: 'loud' }],
  ])('%s', async (name, parameters, environment) => {
    const { status, output, errors } = await run(['serve', '--data', data, ...parameters], environment);
    expect([status, output]).toEqual([2, '']);
    expect(errors).toContain(name);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(existsSync(data)).toBe(false);
  });
});

test('an older Node says in one sentence how to start it, before it loads anything it lacks', async () => {
  // Stands in for an older Node: the program asks this one for its version.
  const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })";
  const parameters = [
    '--import',
    `data:text/javascript,${encodeURIComponent(older)}`,
    program,
    'serve',
    '--data',
    data,
  ];
  const child = promisify(execFile)(process.execPath, parameters);
  await expect(child).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^chancery needs Node 24\.7 .*\n$/),
  });
  expect(existsSync(data)).toBe(false);
});

test.skipIf(isMissing('script', ['--version']))('at a terminal it says where to go on', async () => {
  const command = `${process.execPath} ${program} serve --data ${data} --listen 127.0.0.1:0`;
  const terminal = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let shown = '';
  const told = new Promise<void>(resolve => {
    terminal.stdout.on('data', chunk => {
      shown += String(chunk);
      if (shown.includes('root-access-key.json')) resolve();
    });
  });
  await told;
  expect(shown).toMatch(
    /chancery is ready at http:\S+\s+Open that address in a browser.*\s+The AccessKey to sign in with is in \S+\./,
  );
  // The server ends with its terminal.
  terminal.kill();
  await once(terminal, 'close');
});

test('it starts with options for Node on the command line', async () => {
  const server = await startChildServer({ data, node: ['--max-semi-space-size=64'] });
  expect(await server.stop()).toBe(0);
});

test('what stands where a name should be is not logged', async () => {
  const server = await startChildServer({ data });
  const marked = 'Aa1-password-in-the-wrong-place';
  await fetch(`${server.url}/?Action=${marked}&Version=2016-01-20&AccessKeyId=${marked}`);
  await fetch(`${server.url}/?Action=GetUser&Version=${marked}`);
  await server.stop();
  expect(server.log()).toContain('"status":4');
  expect(server.log()).not.toContain(marked);
});

test.each(['127.0.0.1', '0.0.0.0', '[::]'])(
  'errors of a server on %s link to a page at the host that was called',
  async host => {
    const server = await startChildServer({
      data,
      arguments: ['--listen', `${host}:0`, '--tls', 'off', '--allow-http'],
    });
    const called = `http://127.0.0.1:${new URL(server.url).port}`;
    const answer = (await (await fetch(`${called}/?Action=Nothing`)).json()) as { Recommend: string };
    expect(answer.Recommend).toMatch(`${called}/reference/errors?`);
    expect((await fetch(answer.Recommend)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  },
);

describe('the first start', () => {
  test('makes the account and leaves its root AccessKey in a file of the owner alone', async () => {
    const server = await startChildServer({ data });
    expect(statSync(data).mode & 0o777).toBe(0o700);
    const file = join(data, 'root-access-key.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(content).toEqual({
      AccountId: expect.stringMatching(/^\d{16}$/),
      AccessKeyId: expect.stringMatching(/^LTAI[A-Za-z0-9]{20}$/),
      AccessKeySecret: expect.stringMatching(/^[A-Za-z0-9]{30}$/),
    });
    const { body } = await new SignedClient({ ...server, endpoint: server.url }).call(
      '2015-04-01',
      'GetCallerIdentity',
    );
    expect(body).toMatchObject({ IdentityType: 'Account', AccountId: content.AccountId });
    expect(await server.stop()).toBe(0);
    expect(server.log()).not.toContain(content.AccessKeySecret);
    for (const name of ['chancery.db', 'seal-key.json']) {
      expect(readFileSync(join(data, name)).includes(content.AccessKeySecret ?? '')).toBe(false);
    }
  });

  test('takes a root AccessKey that is given and does not write it', async () => {
    const environment = {
      CHANCERY_ROOT_ACCESS_KEY_ID: 'LTAIgiven0000000',
      CHANCERY_ROOT_ACCESS_KEY_SECRET: 'given-secret-0123456789',
    };
    const child = spawn(process.execPath, [program, 'serve', '--data', data, '--listen', '127.0.0.1:0'], {
      env: { ...process.env, ...environment },
    });
    const [ready] = (await once(child.stdout, 'data')) as [Buffer];
    const endpoint = /http:\S+/.exec(ready.toString())?.[0] ?? '';
    const client = new SignedClient({
      endpoint,
      accessKeyId: 'LTAIgiven0000000',
      accessKeySecret: 'given-secret-0123456789',
    });
    expect((await client.call('2015-04-01', 'GetCallerIdentity')).status).toBe(200);
    expect(existsSync(join(data, 'root-access-key.json'))).toBe(false);
    child.kill('SIGINT');
    expect((await once(child, 'exit'))[0]).toBe(0);
  });
});

describe('the seal', () => {
  test('can be rotated: what was sealed before opens, and what is sealed after does too', async () => {
    const first = await startChildServer({ data });
    const client = new SignedClient({ ...first, endpoint: first.url });
    await client.call('2015-05-01', 'CreateUser', { UserName: 'rotated' });
    await first.stop();
    expect((await run(['seal', 'rotate', '--data', data])).output).toContain('key 2');
    const second = await startChildServer({ data });
    const again = new SignedClient({ ...second, endpoint: second.url });
    const { body } = await again.call('2015-05-01', 'CreateAccessKey', { UserName: 'rotated' });
    const made = body.AccessKey as { AccessKeyId: string; AccessKeySecret: string };
    const user = new SignedClient({
      endpoint: second.url,
      accessKeyId: made.AccessKeyId,
      accessKeySecret: made.AccessKeySecret,
    });
    expect((await user.call('2015-04-01', 'GetCallerIdentity')).status).toBe(200);
    await second.stop();
    const missing = await run(['seal', 'rotate', '--data', join(data, 'nothing')]);
    expect([missing.status, missing.errors]).toEqual([2, expect.stringContaining('no key file')]);
  });

  test('when it is lost the server says so and does not make another', async () => {
    await (await startChildServer({ data })).stop();
    rmSync(join(data, 'seal-key.json'));
    const { status, errors } = await run(['serve', '--data', data, '--listen', '127.0.0.1:0']);
    expect(status).toBe(1);
    expect(errors).toMatch(/chancery cannot start: .*seal-key\.json/);
    expect(existsSync(join(data, 'seal-key.json'))).toBe(false);
  });

  test("when it is another database's the server says so", async () => {
    await (await startChildServer({ data })).stop();
    const other = join(data, '../other');
    await (await startChildServer({ data: other })).stop();
    writeFileSync(join(data, 'seal-key.json'), readFileSync(join(other, 'seal-key.json')));
    const { status, errors } = await run(['serve', '--data', data, '--listen', '127.0.0.1:0']);
    expect(status).toBe(1);
    expect(errors).toMatch(/chancery cannot start: .*not the one/);
  });
});

test('env prints what a shell needs, and says what to do before the first start', async () => {
  const early = await run(['env', '--data', data]);
  expect([early.status, early.output]).toEqual([2, '']);
  expect(early.errors).toContain('start the server once');
  const server = await startChildServer({ data });
  const { output } = await run(['env', '--data', data, '--listen', server.endpoint]);
  await server.stop();
  expect(await evaluated(output)).toEqual({
    ALIBABA_CLOUD_ACCESS_KEY_ID: server.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: server.accessKeySecret,
    ALIBABA_CLOUD_ENDPOINT: server.endpoint,
    ALIBABA_CLOUD_STS_ENDPOINT: server.endpoint,
    ...Object.fromEntries(
      declarations.products
        .filter(({ isExtension }) => !isExtension)
        .map(({ code }) => [`ALIBABA_CLOUD_ENDPOINT_${code.toUpperCase()}`, server.endpoint]),
    ),
    ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
    ALIBABA_CLOUD_REGION: 'cn-hangzhou',
    ALIBABA_CLOUD_ACCOUNT_ID: expect.stringMatching(/^[1-9]\d{15}$/),
    ALIBABA_CLOUD_ACCOUNT_TYPE: 'Domestic',
  });
});

test('env names the CA under TLS, localhost where the server listens everywhere, and the account of a chosen key', async () => {
  const chosen = {
    CHANCERY_ROOT_ACCESS_KEY_ID: 'LTAIchosenByTheTest00001',
    CHANCERY_ROOT_ACCESS_KEY_SECRET: "it's-a-secret-of-thirty-signs!",
  };
  await (await startChildServer({ data })).stop();
  rmSync(join(data, 'root-access-key.json'));
  const { output } = await run(['env', '--data', data, '--listen', '0.0.0.0:443', '--region', 'cn-beijing'], chosen);
  expect(await evaluated(output)).toMatchObject({
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: chosen.CHANCERY_ROOT_ACCESS_KEY_SECRET,
    ALIBABA_CLOUD_ENDPOINT: 'localhost:443',
    ALIBABA_CLOUD_REGION: 'cn-beijing',
    ALIBABA_CLOUD_ACCOUNT_ID: expect.stringMatching(/^[1-9]\d{15}$/),
    NODE_EXTRA_CA_CERTS: join(data, 'tls/ca.pem'),
    SSL_CERT_FILE: join(data, 'tls/ca.pem'),
  });
});

/** What a shell makes of export lines. */
async function evaluated(lines: string): Promise<Record<string, string>> {
  const shell = await promisify(execFile)('env', ['-i', 'sh', '-c', `${lines}env -0`]);
  const variables = shell.stdout.split('\0').filter(it => /^[A-Z_]+=/.test(it) && !/^(PWD|SHLVL|_)=/.test(it));
  return Object.fromEntries(variables.map(it => [it.slice(0, it.indexOf('=')), it.slice(it.indexOf('=') + 1)]));
}

test('audit export, show and tail read what happened, also while the server runs', async () => {
  const server = await startChildServer({ data });
  const client = new SignedClient({ ...server, endpoint: server.url });
  const { body } = await client.call('2015-05-01', 'CreateUser', { UserName: 'audited' });
  const exported = await run(['audit', 'export', '--data', data]);
  const records = exported.output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  expect(records).toMatchObject([{ requestId: body.RequestId, operation: 'CreateUser', outcome: 'OK' }]);
  const shown = await run(['audit', 'show', String(body.RequestId), '--data', data]);
  expect(JSON.parse(shown.output)).toMatchObject({ operation: 'CreateUser' });
  const unknown = await run(['audit', 'show', 'NO-SUCH-REQUEST', '--data', data]);
  expect([unknown.status, unknown.output]).toEqual([2, '']);
  const tail = await run(['audit', 'tail', '--data', data]);
  expect(tail.output).toContain('CreateUser');
  const verified = await run(['audit', 'verify', '--data', data]);
  const end = /^1 records are as they were written\. The log ends at (1:[0-9a-f]{64})\n/.exec(verified.output)?.[1];
  expect(end).toBeDefined();
  await client.call('2015-05-01', 'GetUser', { UserName: 'audited' });
  const later = await run(['audit', 'verify', '--data', data, '--since', String(end)]);
  expect([later.status, later.output]).toEqual([0, expect.stringContaining('2 records are as they were written')]);
  const other = await run(['audit', 'verify', '--data', data, '--since', `1:${'0'.repeat(64)}`]);
  expect([other.status, other.output]).toEqual([1, expect.stringContaining('page 1 has another hash than it had')]);
  const senseless = await run(['audit', 'verify', '--data', data, '--since', 'yesterday']);
  expect([senseless.status, senseless.output]).toEqual([2, '']);
  await server.stop();
});

test('audit says what to do about a database that a server of this version has yet to open', async () => {
  const server = await startChildServer({ data });
  await server.stop();
  const file = openForWriting(join(data, 'chancery.db'));
  file.exec("delete from kysely_migration where name = '0005-ledger-pages'");
  file.close();
  const old = await run(['audit', 'export', '--data', data]);
  expect([old.status, old.output]).toEqual([2, '']);
  expect(old.errors).toContain('start the server once');
});

test('a certificate and key that do not fit, met at a renewal, leave the server as it is', async () => {
  const options = { mode: { kind: 'auto' as const }, dataDirectory: data, host: '127.0.0.1', publicUrl: undefined };
  mkdirSync(data, { recursive: true });
  const seal = await createKeyFile(data);
  const faults: unknown[] = [];
  const tls = await serverTls(
    options,
    seal,
    () => new Date(),
    fault => faults.push(fault),
    20,
  );
  const renewal = tls?.renewal(() => {
    throw new Error('key values mismatch');
  });
  renewal?.start();
  await vi.waitFor(() => expect(faults.length).toBeGreaterThan(0));
  await renewal?.stop();
});

test('--tls auto serves a certificate that its ca.pem vouches for, the same after a restart', async () => {
  const tls = ['--tls', 'auto'];
  const first = await startChildServer({ data, arguments: tls });
  expect(first.url).toMatch(/^https:/);
  const ca = readFileSync(join(data, 'tls/ca.pem'));
  expect(await healthOver(first.url, ca)).toBe('ok\n');
  const certificate = readFileSync(join(data, 'tls/server.pem'), 'utf8');
  expect(readFileSync(join(data, 'tls/server-key.sealed'), 'utf8')).not.toContain('PRIVATE');
  await first.stop();
  const second = await startChildServer({ data, arguments: tls });
  expect(await healthOver(second.url, ca)).toBe('ok\n');
  expect(readFileSync(join(data, 'tls/server.pem'), 'utf8')).toBe(certificate);
  await second.stop();
});

function healthOver(url: string, ca: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    request(`${url}/healthz`, { ca }, response => {
      let body = '';
      response.on('data', chunk => {
        body += String(chunk);
      });
      response.on('end', () => resolve(body));
    })
      .on('error', reject)
      .end();
  });
}
