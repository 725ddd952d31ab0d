/** Samples for the call as it is entered now, one language at a time. */
import { Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { CopyButton } from '../answer/copy-button';
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import { secretNames, withoutSecrets } from '../form/redact';
import { sampleLanguages } from './samples';

export default function SamplesView({
  operation,
  drafts,
}: {
  readonly operation: Operation;
  readonly drafts: DraftObject;
}) {
  const [chosen, setChosen] = useState(sampleLanguages[0]?.id);
  const [source, setSource] = useState('');
  useEffect(() => {
    let wanted = true;
    const language = sampleLanguages.find(({ id }) => id === chosen);
    const input = {
      operation,
      parameters: withoutSecrets(operation.request, drafts),
      secrets: secretNames(operation.request, drafts),
      endpoint: window.location.origin,
    };
    void language?.source(input).then(text => wanted && setSource(text));
    return () => {
      wanted = false;
    };
  }, [operation, drafts, chosen]);
  return (
    <>
      <div className="answer__tools">
        <Segmented
          options={sampleLanguages.map(({ id, title }) => ({ value: id, label: title }))}
          value={chosen}
          onChange={setChosen}
        />
        <CopyButton text={source} />
      </div>
      <pre className="code-block">{source}</pre>
    </>
  );
}
