/** The searchable list of products and operations. */
import { Input } from 'antd';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { catalogue } from '../description/catalogue';
import { Breakable } from '../layout/breakable';
import { operationPath } from '../links/operation-link';
import { useStore } from '../session/store';
import { useText } from '../texts/use-text';
import { type Found, type FoundProduct, search } from './search';

export interface Chosen {
  readonly productCode: string;
  readonly action: string;
}

export function OperationList({ chosen }: { readonly chosen?: Chosen }) {
  const t = useText();
  const id = useId();
  const [query, setQuery] = useState('');
  const products = search(useStore(catalogue), useDeferredValue(query));
  const count = products.reduce((sum, { found }) => sum + found.length, 0);
  return (
    <nav className="operations" aria-label={t('explorer.operations')}>
      <div className="operations__search">
        <label htmlFor={id} className="hidden">
          {t('explorer.search')}
        </label>
        <Input
          id={id}
          type="search"
          placeholder={t('explorer.search-hint')}
          value={query}
          onChange={event => setQuery(event.target.value)}
        />
        <p className="quiet operations__count" aria-live="polite">
          {t('explorer.count', { count })}
        </p>
      </div>
      <div className="operations__all">
        {products.map(product => (
          <ProductOperations key={product.product.code} {...product} chosen={chosen} />
        ))}
        {query === '' && <Planned />}
      </div>
    </nav>
  );
}

function ProductOperations({ product, found, chosen }: FoundProduct & { readonly chosen?: Chosen }) {
  return (
    <section>
      <h2 className="operations__product">
        {product.code.toUpperCase()} <span className="quiet">{product.version}</span>
      </h2>
      <p className="quiet operations__title">{product.title}</p>
      <ul>
        {found.map(entry => (
          <Entry
            key={entry.operation.action}
            {...entry}
            current={chosen?.productCode === product.code && chosen.action === entry.operation.action}
          />
        ))}
      </ul>
    </section>
  );
}

function Entry({ operation, because, current }: Found & { readonly current: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) link.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <li>
      <a
        ref={link}
        href={`#${operationPath(operation.productCode, operation.action)}`}
        title={operation.summary}
        aria-current={current ? 'page' : undefined}
      >
        <Breakable name={operation.action} />
        {because && <span className="operations__because"> {because}</span>}
      </a>
    </li>
  );
}

/** What the products have and this server does not, so that nobody looks for it in vain. */
function Planned() {
  const t = useText();
  const planned = (useStore(catalogue).products ?? []).flatMap(product => product.planned);
  if (planned.length === 0) return null;
  return (
    <p className="quiet operations__title">
      {t('explorer.planned', { count: planned.length })} <a href="/reference/coverage">{t('explorer.coverage')}</a>
    </p>
  );
}
