/** Samples for the call as it is entered now, one language at a time, each as text and as a project to download. */
import { Button, Segmented } from 'antd';
import { CopyButton } from '../answer/copy-button';
import { download } from '../answer/download';
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import { createStore, useStore } from '../session/store';
import { useText } from '../texts/use-text';
import { projectZip } from './project';
import { sampleCall } from './sample-call';
import { sampleLanguages } from './samples';

/** Kept from one operation to the next. */
const chosenLanguage = createStore(sampleLanguages[0]?.id ?? '');

export default function SamplesView({
  operation,
  drafts,
}: {
  readonly operation: Operation;
  readonly drafts: DraftObject;
}) {
  const t = useText();
  const chosen = useStore(chosenLanguage);
  const language = sampleLanguages.find(({ id }) => id === chosen);
  if (!language) return null;
  const call = sampleCall(operation, drafts, window.location.origin);
  const shown = language.mainFile(call);
  const source = language.files(call).find(({ path }) => path === shown)?.text ?? '';

  function downloadProject() {
    if (!language) return;
    const { fileName, bytes } = projectZip(language, call, new Date());
    download(fileName, 'application/zip', bytes);
  }

  return (
    <>
      <div className="answer__tools">
        <Segmented
          className="samples__languages"
          aria-label={t('samples.language')}
          options={sampleLanguages.map(({ id, title }) => ({ value: id, label: title }))}
          value={chosen}
          onChange={chosenLanguage.set}
        />
        <CopyButton text={source} />
        <Button size="small" type="primary" onClick={downloadProject}>
          {t('samples.download')}
        </Button>
      </div>
      <p className="quiet">
        {t('samples.run', { commands: language.commands.join(' && ') })}{' '}
        {t('samples.environment', {
          names: ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', ...call.secretVariables].join(', '),
        })}
      </p>
      <pre className="code-block">{source}</pre>
    </>
  );
}
