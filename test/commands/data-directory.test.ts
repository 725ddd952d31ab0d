/** What the server does with a data directory that is not as it left it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChildServer, startChildServer } from '../child-server.js';
import { newPostgresDatabase, postgresMissing } from '../postgres.js';
import { SignedClient } from '../signed-client.js';
import { makeCertificate } from './server-pair.js';

const program = join(import.meta.dirname, '../../dist/chancery.js');
const UUID = '0b2f7f5e-8d55-4b3c-9d5c-2f4b9d1f6a10';
let data: string;
beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), 'chancery-directory-')), 'data');
});
afterEach(() => rmSync(join(data, '..'), { recursive: true, force: true }));

/** What a server that cannot start says: one sentence, and status 1. */
async function refusal(parameters: readonly string[] = []): Promise<string> {
  const child = spawn(process.execPath, [program, 'serve', '--data', data, '--listen', '127.0.0.1:0', ...parameters]);
  let errors = '';
  child.stderr.on('data', chunk => {
    errors += String(chunk);
  });
  child.stdout.on('data', () => child.kill());
  const [status] = (await once(child, 'close')) as [number | null];
  expect([status, errors]).toEqual([1, expect.stringMatching(/^chancery cannot start: [^\n]+\n$/)]);
  return errors;
}

async function startAndStop(parameters: readonly string[] = []): Promise<void> {
  const server = await startChildServer({ data, arguments: parameters });
  expect(await server.stop()).toBe(0);
}

const callerOf = (server: ChildServer) => new SignedClient({ ...server, endpoint: server.url });

async function makeUser(server: ChildServer, UserName: string): Promise<void> {
  expect((await callerOf(server).call('2015-05-01', 'CreateUser', { UserName })).status).toBe(200);
}

test('after a clean stop chancery.db alone is everything', async () => {
  const server = await startChildServer({ data });
  await makeUser(server, 'kept');
  await server.stop();
  expect(readdirSync(data).filter(name => /-(wal|shm)$/.test(name))).toEqual([]);
  const copy = `${data}-copy`;
  mkdirSync(copy, { mode: 0o700 });
  for (const name of ['chancery.db', 'seal-key.json', 'root-access-key.json']) {
    copyFileSync(join(data, name), join(copy, name));
    chmodSync(join(copy, name), 0o600);
  }
  const again = await startChildServer({ data: copy });
  const { body } = await callerOf(again).call('2015-05-01', 'GetUser', { UserName: 'kept' });
  expect(body.User).toMatchObject({ UserName: 'kept' });
  await again.stop();
});

describe('keys beside a database that is not theirs', () => {
  const files = () => readdirSync(data).sort();

  test.each([
    ['missing', () => rmSync(join(data, 'chancery.db'))],
    ['of no bytes', () => truncateSync(join(data, 'chancery.db'))],
    [
      'without tables',
      () => {
        rmSync(join(data, 'chancery.db'));
        const make = `new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec('pragma user_version = 1')`;
        spawnSync(process.execPath, ['-e', make, join(data, 'chancery.db')]);
        chmodSync(join(data, 'chancery.db'), 0o600);
      },
    ],
  ])('are refused where it is %s, and nothing is made', async (_, lose) => {
    await startAndStop();
    lose();
    for (const [kept, away] of [
      ['seal-key.json', 'root-access-key.json'],
      ['root-access-key.json', 'seal-key.json'],
    ] as const) {
      renameSync(join(data, away), `${data}-${away}`);
      const before = files();
      const said = await refusal();
      expect(said).toContain(kept);
      expect(said).toMatch(/put the database back .* name a new directory with --data/);
      expect(files()).toEqual(before);
      renameSync(`${data}-${away}`, join(data, away));
    }
  });

  test.skipIf(postgresMissing)('are refused beside an empty PostgreSQL database', async () => {
    const [one, other] = [await newPostgresDatabase(), await newPostgresDatabase()];
    await startAndStop(['--store', one.url]);
    expect(await refusal(['--store', other.url])).toMatch(/the database of --store is empty.*seal-key\.json/);
    await startAndStop(['--store', one.url]);
    await Promise.all([one.remove(), other.remove()]);
  });

  test('do not keep a first start that was killed from going on', async () => {
    await startAndStop();
    // What is there when a server is killed between the tables and the account.
    const forget = `const d = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
      d.exec('delete from settings; delete from access_keys; delete from kms_instances; delete from accounts');`;
    expect(spawnSync(process.execPath, ['-e', forget, join(data, 'chancery.db')]).status).toBe(0);
    rmSync(join(data, 'root-access-key.json'));
    await startAndStop();
  });
});

describe('others than the owner', () => {
  test('may not use the directory, nor what is secret in it', { timeout: 240_000 }, async () => {
    const tls = ['--tls', 'auto'];
    await startAndStop(tls);
    const files = readdirSync(data).sort();
    for (const [name, mode] of [
      ['seal-key.json', 0o640],
      ['root-access-key.json', 0o604],
      ['chancery.db', 0o644],
      ['chancery.db-wal', 0o660],
      ['chancery.db-shm', 0o602],
      ['.', 0o755],
      ['tls', 0o750],
      ['tls/ca-key.sealed', 0o644],
      ['tls/server-key.sealed', 0o640],
    ] as const) {
      const file = join(data, name);
      if (!existsSync(file)) writeFileSync(file, '');
      chmodSync(file, mode);
      const shown = mode.toString(8).padStart(4, '0');
      const said = await refusal(tls);
      expect(said).toContain(`${file === `${data}/` ? data : file} (mode ${shown}): run chmod `);
      const [, command] = /run (chmod \d+ [^,]+),/.exec(said) ?? [];
      expect(spawnSync('sh', ['-c', command as string]).status).toBe(0);
    }
    await startAndStop(tls);
    expect(readdirSync(data).sort()).toEqual(files);
  });

  test('may not use the key of --tls CERT,KEY, but for a group that root lets in', async () => {
    const { certificate, key } = makeCertificate(join(data, '..'));
    const tls = ['--tls', `${certificate},${key}`];
    chmodSync(key, 0o644);
    expect(await refusal(tls)).toContain(`chmod 600 ${key}`);
    chmodSync(key, 0o600);
    await startAndStop(tls);
    rmSync(key);
    expect(await refusal(tls)).toContain(`there is no ${key}, which --tls names`);
    writeFileSync(key, 'no key', { mode: 0o600 });
    expect(await refusal(tls)).toContain('are not the PEM texts of a certificate and its private key');
  });
});

describe('a link to nothing ends in a message:', () => {
  test.each(['root-access-key.json', 'seal-key.json', 'chancery.db', 'tls', 'tls/ca-key.sealed', 'tls/server.pem'])(
    '%s',
    async name => {
      mkdirSync(join(data, name, '..'), { recursive: true, mode: 0o700 });
      symlinkSync(join(data, 'nothing'), join(data, name));
      expect(await refusal(['--tls', 'auto'])).toContain(
        `${join(data, name)} is a link to something that is not there`,
      );
    },
  );

  test('the directory itself, and a link to itself', async () => {
    symlinkSync(join(data, '../nothing'), data);
    expect(await refusal()).toContain(`${data} is a link to something that is not there`);
    rmSync(data);
    symlinkSync(data, data);
    expect(await refusal()).toContain(`${data} cannot be read (ELOOP)`);
    rmSync(data);
    writeFileSync(data, '', { mode: 0o600 });
    expect(await refusal()).toContain(`${data} is no directory`);
  });
});

test('a link to a file that is there is followed', async () => {
  await startAndStop();
  renameSync(join(data, 'seal-key.json'), `${data}-seal-key.json`);
  symlinkSync(`${data}-seal-key.json`, join(data, 'seal-key.json'));
  await startAndStop();
});

test('what a killed start left half written is taken away, and nothing else', async () => {
  await startAndStop(['--tls', 'auto']);
  const left = ['seal-key.json', 'seal-key.json.new', 'root-access-key.json', 'tls/ca-key.sealed', 'tls/server.pem'];
  for (const name of left) writeFileSync(join(data, `${name}.${UUID}`), 'half', { mode: 0o600 });
  for (const name of ['chancery.db', 'notes']) writeFileSync(join(data, `${name}.${UUID}`), 'mine');
  await startAndStop(['--tls', 'auto']);
  const drafts = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter(name => name.includes(UUID));
  expect(drafts.sort()).toEqual([`chancery.db.${UUID}`, `notes.${UUID}`]);
});

describe('a second server on one directory', () => {
  test('is refused while the first one runs, and harms nothing', async () => {
    const first = await startChildServer({ data });
    expect(await refusal()).toMatch(/another server is running on \S+data: stop it first, or .*--store postgres/);
    await makeUser(first, 'still-served');
    await first.kill();
    const second = await startChildServer({ data });
    const { status } = await callerOf(second).call('2015-05-01', 'GetUser', { UserName: 'still-served' });
    expect(status).toBe(200);
    await second.stop();
  });

  test('is none where the command line works beside the first', async () => {
    const server = await startChildServer({ data });
    await makeUser(server, 'seen');
    const run = (...words: string[]) =>
      spawnSync(process.execPath, [program, ...words, '--data', data], { encoding: 'utf8' });
    expect(run('audit', 'export').stdout).toContain('CreateUser');
    expect(run('audit', 'tail').stdout).toContain('CreateUser');
    expect(run('env').stdout).toContain(server.accessKeyId);
    expect(run('seal', 'rotate').stdout).toContain('key 2');
    await makeUser(server, 'after');
    await server.kill();
    const again = await startChildServer({ data });
    expect((await callerOf(again).call('2015-05-01', 'GetUser', { UserName: 'after' })).status).toBe(200);
    expect(Object.keys(JSON.parse(readFileSync(join(data, 'seal-key.json'), 'utf8')).keys)).toEqual(['1', '2']);
    await again.stop();
  });
});
