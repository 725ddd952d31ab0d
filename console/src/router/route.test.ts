import { expect, test } from 'vitest';
import { parseRoute } from './route';

test('a fragment is read as path and query, and nonsense stays what it is', () => {
  expect(parseRoute('#/explore/cas/Make%20It?A=1?2')).toEqual({ path: ['explore', 'cas', 'Make It'], query: 'A=1?2' });
  expect(parseRoute('')).toEqual({ path: [], query: '' });
  expect(parseRoute('#/explore/%E0%A4%A')).toEqual({ path: ['explore', '%E0%A4%A'], query: '' });
});
