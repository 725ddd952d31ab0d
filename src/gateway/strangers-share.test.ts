import { expect, test } from 'vitest';
import { strangersShare } from './strangers-share.js';

const MB = 1024 * 1024;

test('64 MB and 10,000 connections, and less in a container that has little', () => {
  const usual = { maxWaitingBytes: 64 * MB, maxConnections: 10_000, maxUncounted: 128 };
  for (const processBytes of [0, 2 ** 63, 8192 * MB]) expect(strangersShare(undefined, processBytes)).toEqual(usual);
  expect(strangersShare(undefined, 256 * MB)).toEqual({
    maxWaitingBytes: 8 * MB,
    maxConnections: 1024,
    maxUncounted: 16,
  });
  expect(strangersShare(undefined, 16 * MB)).toEqual({
    maxWaitingBytes: 8 * MB,
    maxConnections: 256,
    maxUncounted: 16,
  });
  expect(strangersShare(100, 256 * MB).maxWaitingBytes).toBe(100 * MB);
});
