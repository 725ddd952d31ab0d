import { expect, test } from 'vitest';
import { commentsOf } from './comments.js';

test('comments of TypeScript are found, each as one line', () => {
  const source = `/**
 * A module, as wire/gateway.md section
 * 8 says.
 */
import a from 'https://example.com/a.ts';

const b = 1; // at the end of a line
  // of two
  // lines
const view = (
  {/* in JSX */}
);`;
  expect(commentsOf(source)).toEqual([
    'A module, as wire/gateway.md section 8 says.',
    'in JSX',
    'of two lines',
    'at the end of a line',
  ]);
});

test('comments of Python and of shells are found', () => {
  const source = `#!/usr/bin/env python3
"""A module."""
# of two
# lines
print("#")`;
  expect(commentsOf(source)).toEqual(['of two lines', 'A module.']);
});
