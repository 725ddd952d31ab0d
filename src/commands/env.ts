/** `chancery env`: what official SDKs and the vendor's command line read, as `export` lines for a shell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../config.js';
import { type Flags, SettingError } from '../settings/setting.js';

/** The lines to evaluate. Throws `SettingError` when the server has not been started in this data directory yet. */
export function environmentLines(settings: Flags, environment: NodeJS.ProcessEnv): string {
  const config = loadConfig(settings, environment);
  const file = join(config.dataDirectory, 'root-access-key.json');
  const { id, secret } = config.rootAccessKey ?? readAccessKey(file);
  const { host, port } = config.listen;
  const endpoint = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return [
    exportLine('ALIBABA_CLOUD_ACCESS_KEY_ID', id),
    exportLine('ALIBABA_CLOUD_ACCESS_KEY_SECRET', secret),
    exportLine('ALIBABA_CLOUD_ENDPOINT', endpoint),
    exportLine('ALIBABA_CLOUD_REGION_ID', config.region),
    '',
  ].join('\n');
}

function readAccessKey(file: string): { id: string; secret: string } {
  try {
    const { AccessKeyId, AccessKeySecret } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    if (AccessKeyId && AccessKeySecret) return { id: AccessKeyId, secret: AccessKeySecret };
  } catch {
    // Answered below: whatever is wrong with the file, the advice is the same.
  }
  throw new SettingError(
    `There is no readable ${file}: start the server once with this --data, or name the right directory.`,
  );
}

/** Single quotes keep every character from the shell. */
function exportLine(name: string, value: string): string {
  return `export ${name}='${value.replaceAll("'", "'\\''")}'`;
}
