import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { KeyFileSeal } from './key-file.js';
import { Markers } from './markers.js';

const newSeal = () => new KeyFileSeal({ current: 1, keys: new Map([[1, randomBytes(32)]]) });
const markers = new Markers(newSeal());
const list = { action: 'ListUsers', accountId: '1000000000000001', filters: { tag: 'owner', type: undefined } };
const written = async (place = ['alice']) => (await markers.write(list, place)) as string;

describe('markers', () => {
  test('give back the place they were written for', async () => {
    for (const place of [['alice'], [''], ['Custom', 'Read-Certificates'], ['ä'.repeat(100)], [1137354], [5, 7]]) {
      expect(await markers.read(list, await markers.write(list, place))).toEqual(place);
    }
  });

  test('are absent where nothing follows, and read as the start where they are absent', async () => {
    expect(await markers.write(list, undefined)).toBeUndefined();
    expect(await markers.read(list, undefined)).toBeUndefined();
  });

  test('show nothing of the place, and are never the same', async () => {
    const [one, other] = [await written(), await written()];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64url').includes('alice')).toBe(false);
  });

  test('are refused by every other list', async () => {
    const marker = await written();
    for (const other of [
      { accountId: '1000000000000002' },
      { action: 'ListPolicies' },
      { filters: { tag: 'other' } },
      { filters: {} },
    ]) {
      await expect(markers.read({ ...list, ...other }, marker)).rejects.toMatchObject({ reason: 'marker-invalid' });
    }
  });

  test('are refused when they were written under another seal', async () => {
    const marker = await new Markers(newSeal()).write(list, ['alice']);
    await expect(markers.read(list, marker)).rejects.toMatchObject({ reason: 'marker-invalid' });
  });

  test('are refused with any character changed, added or missing', async () => {
    const marker = await written();
    const changed = Array.from(marker, (character, place) => {
      const other = character === 'A' ? 'B' : 'A';
      return marker.slice(0, place) + other + marker.slice(place + 1);
    });
    for (const text of [
      ...changed,
      `${marker}A`,
      `${marker}=`,
      ` ${marker}`,
      marker.slice(1),
      marker.slice(0, -1),
      '',
      'alice',
      '*',
    ]) {
      await expect(markers.read(list, text)).rejects.toMatchObject({ reason: 'marker-invalid' });
    }
  });
});
