/** An answer as people use it: what an error means, what a value is good for, and the JSON in lines. */
import { Button } from 'antd';
import { useState } from 'react';
import { type Exchange, errorOf } from '../client/exchange';
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import { useText } from '../texts/use-text';
import { ArtifactView } from './artifact-view';
import { findArtifacts } from './artifacts';
import { CopyButton } from './copy-button';
import { ErrorView } from './error-view';
import { FollowUpView } from './follow-up-view';
import { JsonView } from './json-view';
import { hasSecret, maskAnswer } from './mask-answer';

interface AnswerViewProps {
  readonly operation: Operation;
  readonly exchange: Exchange;
  /** What was sent. */
  readonly drafts: DraftObject;
}

export function AnswerView({ operation, exchange, drafts }: AnswerViewProps) {
  const error = errorOf(exchange);
  const artifacts = error ? [] : findArtifacts(operation, exchange.answer);
  return (
    <>
      {error && <ErrorView operation={operation} exchange={exchange} error={error} />}
      {!error && <FollowUpView operation={operation} answer={exchange.answer} drafts={drafts} />}
      {artifacts.map(artifact => (
        <ArtifactView key={artifact.path} artifact={artifact} />
      ))}
      <Body operation={operation} exchange={exchange} />
    </>
  );
}

function Body({ operation, exchange }: Pick<AnswerViewProps, 'operation' | 'exchange'>) {
  const t = useText();
  const [shown, setShown] = useState(false);
  const { answer, body } = exchange;
  if (answer === undefined) return <pre className="code-block">{body}</pre>;
  const secret = hasSecret(operation.response, answer);
  return (
    <>
      <div className="answer__tools">
        <CopyButton text={() => JSON.stringify(answer, null, 2)} label={t('answer.copy-json')} />
        {secret && (
          <Button size="small" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t('secret.hide-all') : t('secret.show-all')}
          </Button>
        )}
      </div>
      <JsonView value={shown ? answer : maskAnswer(operation.response, answer)} />
    </>
  );
}
