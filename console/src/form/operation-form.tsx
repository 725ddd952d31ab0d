/** The form of an operation, made from its declaration, and the button that sends it. */
import { Alert, Button, Modal } from 'antd';
import { type FormEvent, useId, useMemo, useRef, useState } from 'react';
import type { Operation } from '../description/model';
import { tryOperation } from '../explorer/try-operation';
import { updateBench } from '../explorer/workbench';
import { openedKey } from '../instance/opened-key';
import { Signer } from '../instance/signer';
import { session } from '../session/credentials';
import { useStore } from '../session/store';
import { useText } from '../texts/use-text';
import { checkDrafts } from './check';
import { Confirmation } from './confirmation';
import { type DraftObject, draftsOf, withMember } from './draft';
import { FieldView } from './field-view';
import './form.css';
import { ProblemList } from './problem-list';
import { takesAway } from './takes-away';

export function OperationForm({ operation, drafts }: { readonly operation: Operation; readonly drafts: DraftObject }) {
  const t = useText();
  const heading = useId();
  const isInstance = operation.protocol === 'instance';
  const isSignedIn = useStore(session) !== undefined;
  const hasKey = useStore(openedKey) !== undefined;
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const problemList = useRef<HTMLDivElement>(null);
  const problems = useMemo(() => checkDrafts(operation.request, drafts), [operation, drafts]);
  const shown = attempted ? problems : problems.filter(({ rule }) => rule !== 'missing' && rule !== 'empty-entry');

  async function send() {
    setConfirming(false);
    setBusy(true);
    try {
      if (await tryOperation(operation, drafts)) setAttempted(false);
    } finally {
      setBusy(false);
    }
  }
  async function sendOrConfirm() {
    if (takesAway(operation, drafts)) setConfirming(true);
    else await send();
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (problems.length === 0) return sendOrConfirm();
    setAttempted(true);
    // The list is drawn in the next frame.
    requestAnimationFrame(() => problemList.current?.focus());
  }
  const fill = (values: DraftObject) => {
    setAttempted(false);
    updateBench(operation, { drafts: values });
  };

  const ready = isInstance ? hasKey : isSignedIn;
  const sendText = ready ? 'form.try' : isInstance ? 'form.open-key-and-try' : 'form.sign-in-and-try';

  return (
    <form
      className="form"
      aria-labelledby={heading}
      onSubmit={event => void submit(event)}
      noValidate
      autoComplete="off"
    >
      <div className="form__head">
        <h2 id={heading}>{t('form.parameters')}</h2>
        <Button size="small" onClick={() => fill({})} disabled={Object.keys(drafts).length === 0}>
          {t('form.clear')}
        </Button>
      </div>
      <Examples operation={operation} onFill={fill} />
      {operation.request.length === 0 && <p className="quiet">{t('form.none')}</p>}
      {operation.request.map(field => (
        <FieldView
          key={field.name}
          field={field}
          path={field.name}
          draft={drafts[field.name]}
          problems={shown}
          onChange={draft => updateBench(operation, { drafts: withMember(drafts, field.name, draft) })}
        />
      ))}
      <div ref={problemList} tabIndex={-1} className="form__problems">
        {attempted && problems.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('form.problems', { count: problems.length })}
            description={<ProblemList problems={problems} />}
            action={
              <Button size="small" loading={busy} onClick={() => void sendOrConfirm()}>
                {t('form.send-anyway')}
              </Button>
            }
          />
        )}
      </div>
      <div className="form__send">
        <Button type="primary" htmlType="submit" loading={busy} danger={takesAway(operation, drafts)}>
          {t(sendText)}
        </Button>
        {isInstance && <Signer />}
      </div>
      <Modal
        open={confirming}
        title={t('form.confirm-title', { action: operation.action })}
        okText={t('form.confirm')}
        cancelText={t('form.cancel')}
        okButtonProps={{ danger: true }}
        onOk={() => void send()}
        onCancel={() => setConfirming(false)}
      >
        <Confirmation operation={operation} drafts={drafts} />
      </Modal>
    </form>
  );
}

interface ExamplesProps {
  readonly operation: Operation;
  readonly onFill: (values: DraftObject) => void;
}

function Examples({ operation: { examples, request }, onFill }: ExamplesProps) {
  const t = useText();
  const useful = examples.filter(example => Object.keys(example.request).length > 0);
  if (useful.length === 0) return null;
  return (
    <p className="form__examples">
      <span className="quiet">{t('form.fill-in')}</span>
      {useful.map(example => (
        <Button key={example.title} size="small" onClick={() => onFill(draftsOf(request, example.request))}>
          {example.title}
        </Button>
      ))}
    </p>
  );
}
