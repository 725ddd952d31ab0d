/** All pages by their place. A page is made when it is asked for. */
import type { Page, PageId } from './document.js';
import { answersPage } from './pages/answers.js';
import { authorizationPage } from './pages/authorization.js';
import { coveragePage } from './pages/coverage.js';
import { errorsPage } from './pages/errors.js';
import { lifecyclePage } from './pages/lifecycle.js';
import { operationPageOf } from './pages/operation.js';
import { pagingPage } from './pages/paging.js';
import { policyPage } from './pages/policy.js';
import { productPage } from './pages/product.js';
import { requestsPage } from './pages/requests.js';
import { settingsPage } from './pages/settings.js';
import { signaturesPage } from './pages/signatures.js';
import { startPage } from './pages/start.js';
import { timesPage } from './pages/times.js';
import { operationPage } from './prose.js';
import type { ReferenceSource } from './source.js';

export type Site = ReadonlyMap<PageId, () => Page>;

/** The pages of the reference, the start page under the empty id. */
export function siteOf(source: ReferenceSource): Site {
  const { products, operations } = source.catalogue;
  return new Map<PageId, () => Page>([
    ['', () => startPage(source)],
    ['requests', requestsPage],
    ['signatures', () => signaturesPage(source)],
    ['answers', () => answersPage(source)],
    ['errors', () => errorsPage(source)],
    ['paging', () => pagingPage(source)],
    ['times', () => timesPage(source)],
    ['lifecycle', () => lifecyclePage(source)],
    ['authorization', () => authorizationPage],
    ['policy', () => policyPage(source)],
    ['settings', () => settingsPage],
    ['coverage', () => coveragePage(source)],
    ...products.map(product => [product.code, () => productPage(source, product)] as const),
    ...operations.map(operation => [operationPage(operation), () => operationPageOf(source, operation)] as const),
  ]);
}
