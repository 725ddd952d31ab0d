import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xmlDocument } from './xml.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

test('lists become repeated elements inside their wrapper, absent members none', () => {
  const value = { VersionStages: { VersionStage: ['ACSCurrent', 'ACSPrevious'] }, Absent: undefined, N: 1, B: false };
  expect(xmlDocument('KMS', value)).toBe(
    `${HEAD}<KMS><VersionStages><VersionStage>ACSCurrent</VersionStage><VersionStage>ACSPrevious</VersionStage></VersionStages><N>1</N><B>false</B></KMS>`,
  );
});

test('markup is escaped and what XML cannot hold is left out', () => {
  expect(xmlDocument('A', { T: '<a href="x">&\u0000\u0008\ud800😀' })).toBe(
    `${HEAD}<A><T>&lt;a href=&quot;x&quot;&gt;&amp;😀</T></A>`,
  );
});

test('arbitrary text never leaves its element', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const inner = xmlDocument('A', { T: text }).slice(`${HEAD}<A><T>`.length, -'</T></A>'.length);
      expect(inner).not.toMatch(/[<>]/);
    }),
  );
});
