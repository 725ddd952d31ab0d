import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from './html.js';

test('text is escaped, markup is not, and nothing is escaped twice', () => {
  const inner = html`<b>${'a < b & "c"'}</b>`;
  expect(html`<p title="${`it's`}">${inner}</p>`.text).toBe(
    '<p title="it&#39;s"><b>a &lt; b &amp; &quot;c&quot;</b></p>',
  );
});

test('lists are joined and what is not there is nothing', () => {
  expect(html`${['a', html`<br>`, 1, [undefined, '<']]}${false}`.text).toBe('a<br>1&lt;');
});

test('an object that looks like markup is not taken for it', () => {
  // What JSON from outside could be at best.
  const forged = { text: '<script>' } as unknown as string;
  expect(() => html`${forged}`.text).toThrow();
});

test('no text gets out of an element or an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const { text: page } = html`<p title="${text}">${text}</p>`;
      expect(page.match(/[<>"]/g)?.join('')).toBe('<"">' + '<>');
    }),
  );
});
