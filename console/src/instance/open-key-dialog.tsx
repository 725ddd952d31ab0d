/** The dialog that takes a client key file and its password. Both stay in the memory of the page, and the password only until the file is open. */
import { Alert, Button, Input, Modal } from 'antd';
import { type ChangeEvent, type FormEvent, useId, useState } from 'react';
import { SecretInput } from '../session/secret-input';
import { useStore } from '../session/store';
import { canSign } from '../signing/digest';
import { type TextKey, useText } from '../texts/use-text';
import { readClientKeyFile } from './client-key-file';
import { answerOpening, openingRequest } from './opened-key';

export function OpenKeyDialog() {
  const t = useText();
  const request = useStore(openingRequest);
  return (
    <Modal
      open={request !== undefined}
      onCancel={() => answerOpening(undefined)}
      title={t('client-key.title')}
      footer={null}
      destroyOnHidden
      width={460}
    >
      <OpenKeyForm />
    </Modal>
  );
}

function OpenKeyForm() {
  const t = useText();
  const ids = { file: useId(), text: useId(), password: useId() };
  const [text, setText] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<TextKey>();

  async function take({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? [];
    if (file) setText((await file.slice(0, 65_536).text()).trim());
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFailure(await open(text, password));
    setBusy(false);
  }

  return (
    <form className="sign-in" onSubmit={event => void submit(event)} autoComplete="off">
      <p className="quiet">{t('client-key.about')}</p>
      <div>
        <label htmlFor={ids.file}>{t('client-key.file')}</label>
        <input id={ids.file} type="file" accept=".json,application/json" onChange={event => void take(event)} />
      </div>
      <div>
        <label htmlFor={ids.text}>{t('client-key.content')}</label>
        <Input.TextArea
          id={ids.text}
          className="mono"
          rows={3}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </div>
      <div>
        <label htmlFor={ids.password}>{t('client-key.password')}</label>
        <SecretInput id={ids.password} value={password} onChange={setPassword} />
      </div>
      <div aria-live="polite">{failure && <Alert type="error" showIcon title={t(failure)} />}</div>
      <Button type="primary" htmlType="submit" loading={busy} block>
        {t('client-key.open')}
      </Button>
    </form>
  );
}

/** What is in the way, or nothing: then the dialog is closed. */
async function open(text: string, password: string): Promise<TextKey | undefined> {
  if (!canSign()) return 'client.no-crypto';
  const file = readClientKeyFile(text);
  if (!file) return 'client-key.no-file';
  const { openPkcs12 } = await import('./pkcs12');
  const opened = await openPkcs12(file, password);
  if ('refused' in opened) return `client-key.refused.${opened.refused}`;
  answerOpening({ keyId: file.keyId, privateKey: opened.privateKey });
  return undefined;
}
