/** What came back: the answer, the exchange as it went over the wire, and what was signed. */
import { Alert, Tabs } from 'antd';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { Exchange } from '../client/exchange';
import type { Operation } from '../description/model';
import type { Bench } from '../explorer/workbench';
import type { DraftObject } from '../form/draft';
import { useText } from '../texts/use-text';
import { AnswerView } from './answer-view';
import './answer.css';
import { ExchangeView } from './exchange-view';
import { SignatureView } from './signature-view';
import { StatusLine } from './status-line';

const SamplesView = lazy(() => import('../samples/samples-view'));

export function AnswerPanel({ operation, bench }: { readonly operation: Operation; readonly bench: Bench }) {
  const t = useText();
  const heading = useId();
  const { exchange, failure, drafts, sent = drafts } = bench;
  const [tab, setTab] = useState('answer');
  const title = useNewAnswer(exchange, () => setTab('answer'));
  const samples = {
    key: 'samples',
    label: t('answer.samples'),
    children: (
      <Suspense>
        <SamplesView operation={operation} drafts={drafts} />
      </Suspense>
    ),
  };
  // The official clients of instances read a file: docs/clients.md has them, one by one.
  const isInstance = operation.protocol === 'instance';
  const tabs = [...(exchange ? exchangeTabs(t, operation, exchange, sent) : []), ...(isInstance ? [] : [samples])];
  return (
    <section className="answer" aria-labelledby={heading}>
      <h2 id={heading} ref={title}>
        {t('answer.title')}
      </h2>
      <div aria-live="polite">
        {failure && <Alert type="error" showIcon title={t(`client.${failure}`)} />}
        {exchange && <StatusLine exchange={exchange} />}
        {!exchange && !failure && <p className="quiet">{t('answer.none')}</p>}
      </div>
      {tabs.length > 0 && <Tabs items={tabs} activeKey={exchange ? tab : 'samples'} onChange={setTab} />}
    </section>
  );
}

function exchangeTabs(t: ReturnType<typeof useText>, operation: Operation, exchange: Exchange, sent: DraftObject) {
  return [
    {
      key: 'answer',
      label: t('answer.answer'),
      children: <AnswerView key={exchange.requestId} operation={operation} exchange={exchange} drafts={sent} />,
    },
    {
      key: 'exchange',
      label: t('answer.exchange'),
      children: <ExchangeView operation={operation} exchange={exchange} />,
    },
    { key: 'signature', label: t('answer.signature'), children: <SignatureView exchange={exchange} /> },
  ];
}

/** A new answer is shown, whichever tab was open, and brought into view where it stands below the form. */
function useNewAnswer(exchange: Exchange | undefined, show: () => void): { current: HTMLHeadingElement | null } {
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(exchange);
  useEffect(() => {
    if (seen.current === exchange) return;
    seen.current = exchange;
    show();
    const top = heading.current?.getBoundingClientRect().top ?? 0;
    if (exchange && (top < 0 || top > window.innerHeight / 2)) heading.current?.scrollIntoView({ block: 'start' });
  }, [exchange, show]);
  return heading;
}
