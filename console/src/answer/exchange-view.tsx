/** The request and the answer as they went over the wire. Secrets are masked until they are asked for. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Exchange } from '../client/exchange';
import type { Operation } from '../description/model';
import { useText } from '../texts/use-text';
import { CopyButton } from './copy-button';
import { rawRequest, rawResponse } from './raw-exchange';

export function ExchangeView({ operation, exchange }: { readonly operation: Operation; readonly exchange: Exchange }) {
  const t = useText();
  const [shown, setShown] = useState(false);
  const secrets = shown ? 'shown' : 'masked';
  const parts = [
    { title: t('exchange.request'), text: rawRequest(operation, exchange, secrets) },
    { title: t('exchange.response'), text: rawResponse(operation, exchange, secrets) },
  ];
  return (
    <>
      <Button size="small" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? t('secret.hide-all') : t('secret.show-all')}
      </Button>
      {parts.map(({ title, text }) => (
        <section key={title}>
          <div className="answer__tools">
            <h3>{title}</h3>
            <CopyButton text={text} />
          </div>
          <pre className="code-block">{text}</pre>
        </section>
      ))}
    </>
  );
}
