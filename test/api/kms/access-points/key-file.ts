/** Opens the PKCS #12 file of a client key with the openssl command, a stranger to the code that wrote it. */
import { spawnSync } from 'node:child_process';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface OpenedKeyFile {
  readonly privateKey: KeyObject;
  /** PEM blocks alone, without what openssl writes around them. */
  readonly certificates: readonly string[];
}

/** Undefined when openssl refuses the file or the password. */
export function openKeyFile(privateKeyData: string, password: string): OpenedKeyFile | undefined {
  return withFile(Buffer.from(privateKeyData, 'base64'), file => {
    const opened = run('openssl', ['pkcs12', '-in', file, '-passin', `pass:${password}`, '-nodes']);
    if (opened === undefined) return undefined;
    const key = /-----BEGIN PRIVATE KEY-----[\s\S]*?-----END PRIVATE KEY-----\n/.exec(opened)?.[0] ?? '';
    const certificates = opened.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----\n/g) ?? [];
    return { privateKey: createPrivateKey(key), certificates };
  });
}

/** Gives a file with these bytes to `use` and removes it again. */
export function withFile<T>(bytes: Uint8Array | string, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'client-key-'));
  try {
    const file = join(folder, 'file');
    writeFileSync(file, bytes);
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Standard output of a command, or undefined when it is not there or fails. */
export function run(command: string, parameters: readonly string[], input = ''): string | undefined {
  const { status, stdout } = spawnSync(command, parameters, { input, encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}
