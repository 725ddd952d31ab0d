import { expect, test } from 'vitest';
import { serverLog } from '../src/server-log.js';

/** The lines that a log has written. */
function logged(write: (log: ReturnType<typeof serverLog>) => void, setting: 'info' | 'silent' = 'info') {
  const lines: string[] = [];
  write(serverLog(setting, { write: line => lines.push(line) }));
  return lines;
}

const parsed = (write: (log: ReturnType<typeof serverLog>) => void) =>
  logged(write).map(line => JSON.parse(line) as Record<string, unknown>);

test('a line is one line of JSON: level, time, members, and the sentence last', () => {
  const [line = ''] = logged(log => log.info({ path: '/a\n"b"', status: 200, action: undefined }));
  expect(line).toMatch(
    /^\{"level":30,"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","path":"\/a\\n\\"b\\"","status":200\}\n$/,
  );
  expect(logged(log => log.info({ action: undefined }))).toEqual([
    expect.stringMatching(/^\{"level":30,"time":"[^"]+"\}\n$/),
  ]);
  expect(parsed(log => log.warn('with "quotes"'))).toEqual([
    { level: 40, time: expect.any(String), msg: 'with "quotes"' },
  ]);
  expect(Object.keys(parsed(log => log.error({ thread: 1 }, 'it died'))[0]!)).toEqual([
    'level',
    'time',
    'thread',
    'msg',
  ]);
});

test('times are those of the lines', async () => {
  const before = Date.now();
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    times.push(...parsed(log => log.info('a')).map(({ time }) => Date.parse(String(time))));
    await new Promise(resolve => setTimeout(resolve, 3));
  }
  expect(times).toEqual([...times].sort());
  expect(new Set(times).size).toBe(3);
  expect(times[0]).toBeGreaterThanOrEqual(before);
});

test('a fault is shown with its causes, its code, and nothing that it holds', () => {
  const cause = new RangeError('too far');
  const fault = Object.assign(new TypeError('not sent', { cause }), { code: 'ESENT', request: { body: 'secret' } });
  const [line = {}] = parsed(log => log.error({ err: fault, path: '/' }, 'failed'));
  expect(line).toEqual({
    level: 50,
    time: expect.any(String),
    err: {
      code: 'ESENT',
      type: 'TypeError',
      message: 'not sent: too far',
      stack: expect.stringMatching(
        /^TypeError: not sent\n.*server-log\.test\.ts:.*\ncaused by: RangeError: too far\n/s,
      ),
    },
    path: '/',
    msg: 'failed',
  });
});

test('a fault without a sentence is shown in the same way', () => {
  const fault = Object.assign(new Error('not sent'), { request: { body: 'secret' } });
  const [line = {}] = parsed(log => log.error({ err: fault }));
  expect(line.err).toEqual({ type: 'Error', message: 'not sent', stack: expect.any(String) });
  expect(line).not.toHaveProperty('msg');
});

test('of several faults in one each is told, as where no address of a database answers', () => {
  const fault = new AggregateError([new Error('connect ::1'), new Error('connect 127.0.0.1')]);
  const [line] = parsed(log => log.error({ err: fault }, 'failed'));
  expect(line).toMatchObject({ err: { errors: ['Error: connect ::1', 'Error: connect 127.0.0.1'] } });
});

test('faults that cause each other, and what is thrown that is no fault, are shown as well', () => {
  const [one, other] = [new Error('one'), new Error('other')];
  one.cause = other;
  other.cause = one;
  const [circle, text] = parsed(log => {
    log.error({ err: one }, 'a circle');
    log.error({ err: 'thrown' }, 'a text');
  });
  expect(circle).toMatchObject({ msg: 'a circle', err: { message: expect.stringMatching(/^one: other: one/) } });
  expect(text).toMatchObject({ msg: 'a text', err: 'thrown' });
});

test('a silent log writes nothing', () => {
  const lines = logged(log => {
    log.info({ path: '/' });
    log.error({ err: new Error('a') }, 'b');
  }, 'silent');
  expect(lines).toEqual([]);
});
