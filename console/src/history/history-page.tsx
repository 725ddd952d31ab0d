/** The calls of this session. */
import { Button } from 'antd';
import { useState } from 'react';
import { findOperation } from '../description/catalogue';
import { tryOperation } from '../explorer/try-operation';
import { updateBench } from '../explorer/workbench';
import { takesAway } from '../form/takes-away';
import { Badge } from '../layout/badge';
import { PageTitle } from '../layout/page-title';
import { operationPath } from '../links/operation-link';
import { navigate } from '../router/route';
import { useStore } from '../session/store';
import { useText } from '../texts/use-text';
import './history.css';
import { forgetHistory, history, type PastCall } from './history';

export function HistoryPage() {
  const t = useText();
  const calls = useStore(history);
  return (
    <section className="page history">
      <PageTitle>{t('history.title')}</PageTitle>
      <p className="quiet">{t('history.about')}</p>
      {calls.length === 0 ? (
        <p>{t('history.none')}</p>
      ) : (
        <>
          <Button size="small" onClick={forgetHistory}>
            {t('history.forget')}
          </Button>
          <ol className="history__calls">
            {calls.map(past => (
              <Call key={past.id} past={past} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function Call({ past }: { readonly past: PastCall }) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const { at, productCode, action, status, code, durationMs, requestId, leftOut } = past;
  async function repeat() {
    setBusy(true);
    await repeatCall(past);
    setBusy(false);
  }
  return (
    <li className="history__call">
      <div className="history__head">
        <time dateTime={at.toISOString()}>{at.toLocaleTimeString()}</time>
        <strong>{action}</strong>
        <span className="quiet">{productCode.toUpperCase()}</span>
        <Badge tone={status >= 400 ? 'bad' : 'good'}>{code ?? status}</Badge>
        <span className="quiet">{t('answer.took', { ms: Math.round(durationMs) })}</span>
        <Button
          size="small"
          loading={busy}
          aria-label={t('history.repeat-of', { action, time: at.toLocaleTimeString() })}
          onClick={() => void repeat()}
        >
          {t('history.repeat')}
        </Button>
      </div>
      <Parameters past={past} />
      {leftOut.length > 0 && <p className="quiet">{t('history.left-out', { names: leftOut.join(', ') })}</p>}
      {requestId && <p className="quiet mono">{requestId}</p>}
    </li>
  );
}

function Parameters({ past: { parameters } }: { readonly past: PastCall }) {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return null;
  return (
    <dl className="history__parameters">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Fills the form again and sends it, unless it lacks a secret or takes something away: then the person has the last word. */
async function repeatCall({ productCode, action, parameters, leftOut }: PastCall): Promise<void> {
  const operation = await findOperation(productCode, action);
  if (!operation) return;
  updateBench(operation, { drafts: parameters, exchange: undefined, failure: undefined });
  navigate(operationPath(productCode, action));
  if (leftOut.length === 0 && !takesAway(operation, parameters)) await tryOperation(operation, parameters);
}
