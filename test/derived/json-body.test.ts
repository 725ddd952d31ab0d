/** The limit of JSON bodies follows from the declarations. */
import { expect, test } from 'vitest';
import { maxValueBytes } from '../../src/gateway/parameters.js';
import { maxJsonBytes } from '../../src/gateway/request-limits.js';
import { longestJson } from '../../src/spec/json-size.js';
import { allDeclarations } from './declarations.js';

test('a JSON body may be as long as all parameters of the operation with the longest', () => {
  const { operations } = allDeclarations;
  const longest = Math.max(...operations.map(({ request }) => longestJson(request, maxValueBytes)));
  expect(maxJsonBytes).toBe(Math.ceil(longest / 1024) * 1024);
});
