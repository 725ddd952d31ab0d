import jsQr from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, refused, wrongUserNames } from '../calls.js';
import { newDevice } from './devices.js';

const exists = error('EntityAlreadyExists.VirtualMFADevice', 'The virtual mfa device does already EXIST.', 409);

describe('CreateVirtualMFADevice', () => {
  const server = useTestServer();

  test('answers a seed of 160 bits, and a picture that other programs read the same seed from', async () => {
    const device = await newDevice(server.root, 'Phone.1');
    expect(device).toEqual({
      SerialNumber: `acs:ram::${server.accountId}:mfa/Phone.1`,
      Base32StringSeed: expect.stringMatching(/^[A-Z2-7]{32}$/),
      QRCodePNG: expect.any(String),
    });
    const { data, width, height } = PNG.sync.read(Buffer.from(device.QRCodePNG, 'base64'));
    const read = new URL(jsQr.default(new Uint8ClampedArray(data), width, height)?.data ?? '');
    expect(`${read.protocol}//${read.host}${read.pathname}`).toBe(
      `otpauth://totp/Chancery:Phone.1@${server.accountId}`,
    );
    expect(Object.fromEntries(read.searchParams)).toEqual({ secret: device.Base32StringSeed, issuer: 'Chancery' });
    expect((await newDevice(server.root, 'another')).Base32StringSeed).not.toBe(device.Base32StringSeed);
  });

  test('keeps the seed out of log, audit record, list and database', async () => {
    const { Base32StringSeed, QRCodePNG } = await newDevice(server.root, 'secretive');
    const listed = JSON.stringify(await answer(server.root, 'ListVirtualMFADevices'));
    const rows = await server.running.store.db.selectFrom('ram_mfa_devices').selectAll().execute();
    const stored = rows.map(row => `${JSON.stringify(row)}${row.sealed_seed.toString('latin1')}`).join();
    const audit = await server.auditText();
    expect(audit).toContain('CreateVirtualMFADevice');
    for (const text of [audit, server.log, listed, stored]) {
      expect([text.includes(Base32StringSeed), text.includes(QRCodePNG.slice(100, 200))]).toEqual([false, false]);
    }
  });

  test('refuses by name', async () => {
    await newDevice(server.root, 'taken');
    await newDevice(server.otherAccount, 'taken');
    await refused(server.root, 'CreateVirtualMFADevice', { VirtualMFADeviceName: 'TAKEN' }, exists);
    await refused(server.root, 'CreateVirtualMFADevice', {}, missing('VirtualMFADeviceName'));
    for (const [VirtualMFADeviceName, refusal] of wrongUserNames('VirtualMFADeviceName')) {
      await refused(server.root, 'CreateVirtualMFADevice', { VirtualMFADeviceName }, refusal);
    }
  });
});
