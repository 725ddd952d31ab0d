/** The dialog that takes an AccessKey pair, or the content of the file that the first start of the server writes. */
import { Alert, type AlertProps, Button, Checkbox, Input, type InputRef, Modal } from 'antd';
import { type ClipboardEvent, type FormEvent, type Ref, useId, useRef, useState } from 'react';
import { ErrorText } from '../answer/error-text';
import type { ErrorAnswer } from '../client/exchange';
import { canSign } from '../signing/digest';
import { type TextKey, useText } from '../texts/use-text';
import { type Credentials, signIn } from './credentials';
import { pairIn } from './pasted-pair';
import { SecretInput } from './secret-input';
import { identify } from './sign-in';
import { answerSignIn, signInRequest } from './sign-in-request';
import { useStore } from './store';

export function SignInDialog() {
  const t = useText();
  const request = useStore(signInRequest);
  const first = useRef<InputRef>(null);
  return (
    <Modal
      open={request !== undefined}
      onCancel={() => answerSignIn(undefined)}
      title={t('session.title')}
      footer={null}
      destroyOnHidden
      width={460}
      // The dialog itself would begin at its closing button.
      afterOpenChange={open => open && first.current?.focus()}
    >
      <SignInForm first={first} />
    </Modal>
  );
}

/** What the answers to a sign-in mean to the person who typed the pair. */
const MEANINGS: Readonly<Record<string, TextKey>> = {
  SignatureDoesNotMatch: 'session.wrong-secret',
  'InvalidAccessKeyId.NotFound': 'session.unknown-key',
  'InvalidAccessKeyId.Inactive': 'session.inactive-key',
  MissingSecurityToken: 'session.token-missing',
  'InvalidSecurityToken.Expired': 'session.token-expired',
  'InvalidTimeStamp.Expired': 'clock.about',
};

type Failure = { readonly answer: ErrorAnswer } | { readonly text: TextKey };

function SignInForm({ first }: { readonly first: Ref<InputRef> }) {
  const t = useText();
  const ids = { key: useId(), secret: useId(), token: useId() };
  const [entered, setEntered] = useState({ accessKeyId: '', accessKeySecret: '', securityToken: '' });
  const [keptInTab, setKeptInTab] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const set = (change: Partial<typeof entered>) => setEntered({ ...entered, ...change });

  function paste(event: ClipboardEvent) {
    const pair = pairIn(event.clipboardData.getData('text'));
    if (!pair) return;
    event.preventDefault();
    set({ securityToken: '', ...pair });
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const credentials = trimmed(entered);
    if (!credentials.accessKeyId || !credentials.accessKeySecret) return setFailure({ text: 'session.incomplete' });
    if (!canSign()) return setFailure({ text: 'client.no-crypto' });
    setBusy(true);
    try {
      const result = await identify(credentials);
      if ('refused' in result) return setFailure({ answer: result.refused });
      const session = { credentials, keptInTab, arn: result.arn };
      signIn(session);
      answerSignIn(session);
    } catch {
      setFailure({ text: 'client.unreachable' });
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="sign-in" onSubmit={event => void submit(event)} autoComplete="off">
      <p className="quiet">{t('session.about')}</p>
      <p className="quiet">{t('session.where')}</p>
      <div>
        <label htmlFor={ids.key}>AccessKey ID</label>
        <Input
          id={ids.key}
          ref={first}
          spellCheck={false}
          autoComplete="off"
          value={entered.accessKeyId}
          onChange={event => set({ accessKeyId: event.target.value })}
          onPaste={paste}
        />
      </div>
      <div>
        <label htmlFor={ids.secret}>AccessKey Secret</label>
        <SecretInput
          id={ids.secret}
          value={entered.accessKeySecret}
          onChange={accessKeySecret => set({ accessKeySecret })}
        />
      </div>
      <div>
        <label htmlFor={ids.token}>{t('session.token')}</label>
        <SecretInput id={ids.token} value={entered.securityToken} onChange={securityToken => set({ securityToken })} />
      </div>
      <Checkbox checked={keptInTab} onChange={event => setKeptInTab(event.target.checked)}>
        {t('session.keep')}
      </Checkbox>
      <div aria-live="polite">{failure && <Alert type="error" showIcon {...explained(t, failure)} />}</div>
      <Button type="primary" htmlType="submit" loading={busy} block>
        {t('session.sign-in')}
      </Button>
    </form>
  );
}

function explained(t: ReturnType<typeof useText>, failure: Failure): Pick<AlertProps, 'title' | 'description'> {
  if ('text' in failure) return { title: t(failure.text) };
  const meaning = MEANINGS[failure.answer.code];
  return meaning
    ? { title: t(meaning), description: <code>{failure.answer.code}</code> }
    : { title: <ErrorText error={failure.answer} /> };
}

/** Blanks around a pasted pair are never part of it. */
function trimmed(entered: Required<Credentials>): Credentials {
  const securityToken = entered.securityToken.trim();
  return {
    accessKeyId: entered.accessKeyId.trim(),
    accessKeySecret: entered.accessKeySecret.trim(),
    ...(securityToken && { securityToken }),
  };
}
