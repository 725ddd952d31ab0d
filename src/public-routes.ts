/** What the server answers without a signature: health, revocation lists and CA certificates, sign-ins, and what explains the API. */
import type { Ca } from './ca/ca.js';
import { gatewayError } from './gateway/gateway-error.js';
import type { PublicAnswer, PublicRoute } from './gateway/public-pages.js';
import type { SignIns } from './identity/sign-in/sign-in.js';
import { referencePaths } from './reference/paths.js';
import type { ExplorerPlaces } from './reference/source.js';
import { caCertificateResponder } from './responders/ca-certificate.js';
import { crlResponder } from './responders/crl.js';
import { MAX_REQUEST_BYTES, ocspResponder } from './responders/ocsp.js';
import { MAX_SIGN_IN_BYTES, SIGN_IN_PATH, signInResponder } from './responders/sign-in.js';
import type { Catalogue } from './spec/catalogue.js';
import type { Store } from './store/store.js';

export interface ResponderParts {
  readonly store: Store;
  readonly ca: Ca;
  readonly signIns: SignIns;
  /** The clock. */
  readonly now: () => Date;
}

/** What needs the store, and is answered by each thread. */
export function responderRoutes({ store, ca, signIns, now }: ResponderParts): PublicRoute[] {
  return [
    { path: '/healthz', answer: async () => text(200, 'ok\n') },
    { path: '/readyz', answer: () => readiness(store) },
    { path: '/crl/*', answer: (path, _, headers) => crlResponder(ca, now)(path, headers) },
    { path: '/ca/*', answer: (path, _, headers) => caCertificateResponder(ca)(path, headers) },
    ocspRoute(ca, now),
    signInRoute(signIns, now),
  ];
}

export interface ReferenceParts {
  readonly catalogue: () => Promise<Catalogue>;
  /** What this server is reached at, known once it listens. */
  readonly publicUrl: () => string;
  /** Where the console is, if it was built. */
  readonly consolePath: string | undefined;
}

/** What explains the API. Its pages are made once and kept, so one thread has them for all; what makes them is loaded with the first. */
export function explainingRoutes({ catalogue, publicUrl, consolePath }: ReferenceParts): PublicRoute[] {
  const explorer = consolePath === undefined ? undefined : explorerAt(consolePath);
  const load = async () => {
    const { referenceAnswers } = await import('./reference/routes.js');
    const whole = await catalogue();
    return referenceAnswers(() => ({ catalogue: whole, publicUrl: publicUrl(), ...(explorer && { explorer }) }));
  };
  let answers: ReturnType<typeof load> | undefined;
  return referencePaths.map(path => ({
    path,
    answer: async (...request) => {
      answers ??= load();
      return (await answers)[path](...request);
    },
  }));
}

function explorerAt(consolePath: string): ExplorerPlaces {
  return {
    home: `${consolePath}#/explore`,
    operation: ({ product, action }) => `${consolePath}#/explore/${product.code}/${action}`,
  };
}

function ocspRoute(ca: Ca, now: () => Date): PublicRoute {
  const { get, post } = ocspResponder(ca, now);
  return {
    path: '/ocsp/*',
    answer: (path, _, headers) => get(path, headers),
    post: { maxBytes: MAX_REQUEST_BYTES, answer: post },
  };
}

function signInRoute(signIns: SignIns, now: () => Date): PublicRoute {
  const post = signInResponder(signIns, now);
  return {
    path: SIGN_IN_PATH,
    // There is nothing to read.
    answer: async () => {
      throw gatewayError('UnsupportedHTTPMethod');
    },
    post: { maxBytes: MAX_SIGN_IN_BYTES, answer: (_path, body, from) => post(body, from()) },
  };
}

/** Healthy is a process that answers; ready is one that can also make things durable. */
async function readiness(store: Store): Promise<PublicAnswer> {
  try {
    await store.ready();
    return text(200, 'ready\n');
  } catch {
    return text(503, 'the store cannot commit\n');
  }
}

function text(status: number, body: string): PublicAnswer {
  return { status, contentType: 'text/plain;charset=utf-8', body, headers: { 'cache-control': 'no-store' } };
}
