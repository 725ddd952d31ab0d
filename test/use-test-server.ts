/** A server for the tests of one file or `describe`. */
import { afterAll } from 'vitest';
import { startTestServer, type TestServer, type TestServerSettings } from './server.js';
import { useMade } from './use-made.js';

/** Starts a server before the tests and stops it after them. Suites that restart their server use `startTestServer`. */
export function useTestServer(settings: TestServerSettings = {}): TestServer {
  let running: TestServer | undefined;
  const server = useMade(async () => {
    running = await startTestServer(settings);
    return running;
  });
  afterAll(() => running?.close());
  return server;
}
