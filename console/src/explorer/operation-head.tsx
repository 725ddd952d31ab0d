/** The head of an operation: name, what it does, who may call it, and where to read more. */
import { Fragment, type ReactNode } from 'react';
import { CopyButton } from '../answer/copy-button';
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import { Badge } from '../layout/badge';
import { Breakable } from '../layout/breakable';
import { PageTitle } from '../layout/page-title';
import { operationLink, operationPath } from '../links/operation-link';
import { useText } from '../texts/use-text';
import { Prose } from './prose';

export function OperationHead({ operation, drafts }: { readonly operation: Operation; readonly drafts: DraftObject }) {
  const t = useText();
  const { productCode, version, action, summary, description, permission, qps, extension, destructive, page } =
    operation;
  return (
    <header className="operation__head">
      <a className="operation__back" href="#/explore">
        {t('explorer.back')}
      </a>
      <p className="quiet operation__product">
        {productCode.toUpperCase()} {version}
      </p>
      <div className="operation__title">
        <PageTitle>
          <Breakable name={action} />
        </PageTitle>
        {extension && <Badge>{t('operation.extension')}</Badge>}
        {destructive && <Badge tone="bad">{t('operation.destructive')}</Badge>}
      </div>
      <p className="operation__summary">{summary}</p>
      {description && <Prose text={description} className="operation__description" />}
      <p className="operation__facts">
        <span>
          {t('operation.permission')}{' '}
          {operation.protocol === 'instance' ? (
            t('operation.access-point-permission')
          ) : permission.action ? (
            <code>{permission.action}</code>
          ) : (
            t('operation.no-permission')
          )}
        </span>
        {qps !== undefined && <span>{t('operation.qps', { qps })}</span>}
        <a href={page}>{t('operation.reference')}</a>
        <CopyButton
          text={() => `${window.location.href.split('#')[0]}#${operationLink(operation, drafts)}`}
          label={t('operation.copy-link')}
          title={t('operation.copy-link-about')}
        />
      </p>
      <Neighbours label={t('operation.before')} operation={operation} actions={operation.before} />
      <Neighbours label={t('operation.see-also')} operation={operation} actions={operation.seeAlso} />
    </header>
  );
}

interface NeighboursProps {
  readonly label: ReactNode;
  readonly operation: Operation;
  readonly actions: readonly string[];
}

function Neighbours({ label, operation, actions }: NeighboursProps) {
  if (actions.length === 0) return null;
  return (
    <p className="operation__neighbours">
      <span className="quiet">{label}</span>{' '}
      {actions.map((action, index) => (
        <Fragment key={action}>
          {index > 0 && ' · '}
          <a href={`#${operationPath(operation.productCode, action)}`}>{action}</a>
        </Fragment>
      ))}
    </p>
  );
}
