/** The Explorer: the list of operations beside the chosen one; on a narrow screen one or the other. */
import { Alert, Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { catalogue, findOperation, loadIndex } from '../description/catalogue';
import type { Operation } from '../description/model';
import { PageTitle } from '../layout/page-title';
import { draftsOfLink } from '../links/operation-link';
import { route } from '../router/route';
import { useStore } from '../session/store';
import { useText } from '../texts/use-text';
import './explorer.css';
import { type Chosen, OperationList } from './operation-list';
import { OperationPage } from './operation-page';
import { Welcome } from './welcome';
import { updateBench } from './workbench';

export function ExplorerPage() {
  const t = useText();
  const { products, failed } = useStore(catalogue);
  const { path, query } = useStore(route);
  const [, productCode, action] = path;
  const chosen = productCode !== undefined && action !== undefined ? { productCode, action } : undefined;
  if (!products) return failed ? <Unreachable /> : <Spin className="page" aria-label={t('explorer.loading')} />;
  return (
    <div className={chosen ? 'explorer explorer--chosen' : 'explorer'}>
      <OperationList chosen={chosen} />
      {chosen ? <ChosenOperation key={`${productCode}/${action}`} {...chosen} query={query} /> : <Welcome />}
    </div>
  );
}

type Looked = 'looking' | 'absent' | Operation;

function ChosenOperation({ productCode, action, query }: Chosen & { readonly query: string }) {
  const t = useText();
  const operation = useOperation(productCode, action);
  useEffect(() => {
    if (typeof operation === 'string' || query === '') return;
    updateBench(operation, { drafts: draftsOfLink(operation.request, query) });
  }, [operation, query]);
  if (operation === 'looking') return <Spin className="page" aria-label={t('explorer.loading')} />;
  if (operation === 'absent') {
    return (
      <div className="operation">
        <a className="operation__back" href="#/explore">
          {t('explorer.back')}
        </a>
        <PageTitle>{action}</PageTitle>
        <Alert type="warning" showIcon title={t('explorer.absent', { name: `${productCode} ${action}` })} />
      </div>
    );
  }
  return <OperationPage operation={operation} />;
}

function useOperation(productCode: string, action: string): Looked {
  const known = useStore(catalogue).described[productCode]?.operations.find(one => one.action === action);
  const [looked, setLooked] = useState<Looked>(known ?? 'looking');
  useEffect(() => {
    let wanted = true;
    void findOperation(productCode, action).then(operation => {
      if (wanted) setLooked(operation ?? 'absent');
    });
    return () => {
      wanted = false;
    };
  }, [productCode, action]);
  return known ?? looked;
}

function Unreachable() {
  const t = useText();
  return (
    <div className="page">
      <Alert
        type="error"
        showIcon
        title={t('client.no-description')}
        action={<Button onClick={() => void loadIndex()}>{t('client.again')}</Button>}
      />
    </div>
  );
}
