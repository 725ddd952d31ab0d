/** The vendor's clients for KMS instances in each language, as their users set them up: over TLS, with the CA of the server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Scratch } from '../strangers/commands.js';
import { claimsOf } from './claims.js';
import { environmentFor, type Path } from './client-key-secrets.js';
import { runDocumented } from './instance-documentation.js';
import { type Built, languages, type Part } from './instance-languages.js';
import { type InstanceServer, startInstanceServer } from './instance-server.js';
import { startTold } from './walker-process.js';

const scratch = new Scratch();
const found = languages.filter(({ isThere }) => isThere);

let instance: InstanceServer;
beforeAll(async () => {
  if (found.length > 0) instance = await startInstanceServer();
});
afterAll(() => instance?.close());

describe.each(languages)('$name', language => {
  const { name, isThere, build, trusting } = language;
  let built: Built;
  const start = (part: Part) => built.start(part);
  beforeAll(() => {
    if (isThere) built = build(scratch);
  });

  test.skipIf(!isThere)('alibabacloud-dkms-gcs calls every operation', async () => {
    const claims = await claimsOf(start('recipe'), instance.scene);
    expect(claims.at(-1)).toBe('every operation is called');
  });

  test.skipIf(!isThere)('it tells what is refused', async () => {
    const claims = await claimsOf(start('refused'), instance.scene);
    expect(claims.at(-1)).toBe('all of it is refused');
  });

  test.skipIf(!isThere)('a date that the clock of the server has left behind is refused', async () => {
    const claims = await instance.withStaleDates(scene => claimsOf(start('refused'), scene));
    expect(claims).toEqual(['all: RequestTimeTooSkewed is 400', 'all of it is refused']);
  });

  test.skipIf(!isThere)(
    'ciphertexts of the RPC API and of the instance are the same to the transfer clients',
    async () => {
      const { endpoint, accessKeyId, accessKeySecret } = instance.tls.access;
      const claims = await claimsOf(start('transfer'), instance.scene, {
        CHANCERY_TEST_ENDPOINT: endpoint,
        ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
        ...trusting(instance.tls.caFile, scratch),
      });
      expect(claims.at(-1)).toBe('a secret is read through the instance');
    },
  );

  test.skipIf(!isThere).each<Path>(['shared gateway', 'instance'])(
    'a secret that a client key opens is kept, and read again when it is rotated; others are refused: %s',
    async path => {
      const SecretName = `kept/${name}/${path}`.replace(' ', '-');
      const value = (password: string) => JSON.stringify({ password, ttl: 1000 });
      await instance.tls.kms('CreateSecret', { SecretName, VersionId: 'v1', SecretData: value('first') });
      const { command, parameters } = start('secrets');
      const environment = environmentFor(path, instance.scene, scratch);
      const { call, stop } = startTold(command, [...parameters, SecretName], scratch.path('.'), environment);
      try {
        expect(await call('read')).toEqual({ value: value('first'), version: 'v1', type: 'text' });
        await instance.tls.kms('PutSecretValue', { SecretName, VersionId: 'v2', SecretData: value('second') });
        await expect.poll(async () => (await call('read')).version, { timeout: 60_000 }).toBe('v2');
        await instance.tls.kms('PutSecretValue', { SecretName, VersionId: 'v3', SecretData: value('third') });
        expect(await call('refresh')).toEqual({ refreshed: true });
        expect(await call('read')).toEqual({ value: value('third'), version: 'v3', type: 'text' });
        const absent = call('read', { name: 'kept/nothing' });
        await expect(absent).rejects.toMatchObject({ code: 'Forbidden.ResourceNotFound' });
        const denied = call('read', { name: 'another/password' });
        await expect(denied).rejects.toMatchObject({ code: 'Forbidden.NoPermission' });
      } finally {
        stop();
      }
    },
  );

  // Each of them is compiled.
  test.skipIf(!isThere)('the programs of docs/clients.md do what they say', { timeout: 180_000 }, async () => {
    expect(await runDocumented(language, built, instance, scratch)).toEqual({
      decrypted: ['order 12', 'order 12'],
      secrets: ['battery staple', 'battery staple'],
    });
  });

  test.skipIf(!isThere)('it trusts the CA of the server where it is told to, and no other', async () => {
    await expect(claimsOf(start('refused'), { ...instance.scene, ca: undefined })).rejects.toThrow(
      /certificate|SSLError|PKIX/i,
    );
  });
});
