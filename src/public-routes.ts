/** What the server answers without a signature: health, revocation lists and CA certificates, and what errors mean. */
import type { Ca } from './ca/ca.js';
import type { PublicAnswer, PublicRoute } from './gateway/http.js';
import { errorPage } from './reference/errors.js';
import { caCertificateResponder } from './responders/ca-certificate.js';
import { crlResponder } from './responders/crl.js';
import type { Catalogue } from './spec/catalogue.js';
import type { Store } from './store/store.js';

export interface PublicParts {
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly ca: Ca;
}

export function publicRoutes({ store, catalogue, ca }: PublicParts): PublicRoute[] {
  return [
    { path: '/healthz', answer: async () => text(200, 'ok\n') },
    { path: '/readyz', answer: () => readiness(store) },
    { path: '/crl/*', answer: path => crlResponder(ca)(path) },
    { path: '/ca/*', answer: path => caCertificateResponder(ca)(path) },
    {
      path: '/reference/errors',
      answer: async (_path, query) =>
        text(200, errorPage(catalogue, query.get('code') ?? '', query.get('product') ?? undefined)),
    },
  ];
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
