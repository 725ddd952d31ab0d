/** The care of client keys: which end soon, what each was last used for and from where, and which can be deleted. */
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { ErrorView } from '../answer/error-view';
import { call } from '../client/api-client';
import { type Exchange, errorOf } from '../client/exchange';
import { findOperation } from '../description/catalogue';
import type { Operation } from '../description/model';
import { PageTitle } from '../layout/page-title';
import { session } from '../session/credentials';
import { openSignIn } from '../session/sign-in-request';
import { useStore } from '../session/store';
import { canSign } from '../signing/digest';
import { useText } from '../texts/use-text';
import { AccessPointKeys } from './access-point-keys';
import './client-keys.css';
import { usageIn } from './usage';

interface Days {
  readonly expires: string;
  readonly unused: string;
}

type Listed = { readonly operation: Operation; readonly exchange: Exchange } | 'failed' | undefined;

export function ClientKeysPage() {
  const t = useText();
  const signedIn = useStore(session);
  const [days, setDays] = useState<Days>({ expires: '30', unused: '30' });
  const [listed, setListed] = useState<Listed>();
  const [busy, setBusy] = useState(false);

  async function list() {
    if (!signedIn || !canSign()) return setListed(undefined);
    setBusy(true);
    setListed(await listUsage(days, signedIn.credentials));
    setBusy(false);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: other days are asked for by the button
  useEffect(() => void list(), [signedIn]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void list();
  };

  return (
    <section className="page client-keys">
      <PageTitle>{t('client-keys.title')}</PageTitle>
      <p>{t('client-keys.about')}</p>
      {signedIn ? (
        <form className="client-keys__days" onSubmit={submit}>
          <DaysInput
            label={t('client-keys.expires')}
            value={days.expires}
            set={expires => setDays({ ...days, expires })}
          />
          <DaysInput label={t('client-keys.unused')} value={days.unused} set={unused => setDays({ ...days, unused })} />
          <Button htmlType="submit" loading={busy}>
            {t('client-keys.list')}
          </Button>
        </form>
      ) : (
        <Button type="primary" onClick={openSignIn}>
          {t('session.sign-in')}
        </Button>
      )}
      <div aria-live="polite">{signedIn && listed && <Found listed={listed} unusedFor={days.unused} />}</div>
    </section>
  );
}

interface DaysInputProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
}

function DaysInput({ label, value, set }: DaysInputProps) {
  const id = useId();
  return (
    <span className="client-keys__day">
      <label htmlFor={id}>{label}</label>
      <Input id={id} inputMode="numeric" value={value} onChange={event => set(event.target.value)} />
    </span>
  );
}

function Found({ listed, unusedFor }: { readonly listed: NonNullable<Listed>; readonly unusedFor: string }) {
  const t = useText();
  if (listed === 'failed') return <Alert type="error" showIcon title={t('client.unreachable')} />;
  const { operation, exchange } = listed;
  const error = errorOf(exchange);
  if (error) return <ErrorView operation={operation} exchange={exchange} error={error} />;
  const accessPoints = usageIn(exchange.answer) ?? [];
  const keys = accessPoints.flatMap(it => it.keys);
  if (keys.length === 0) return <p>{t('client-keys.none')}</p>;
  const ending = keys.filter(({ State }) => State === 'ExpiresSoon').length;
  const deletable = keys.filter(({ SafeToDelete }) => SafeToDelete).length;
  return (
    <>
      <p>{t('client-keys.summary', { count: keys.length, ending, deletable })}</p>
      {accessPoints.map(accessPoint => (
        <AccessPointKeys key={accessPoint.name} accessPoint={accessPoint} unusedFor={unusedFor} />
      ))}
    </>
  );
}

async function listUsage(days: Days, credentials: Parameters<typeof call>[2]): Promise<Listed> {
  try {
    const operation = await findOperation('kms', 'ListClientKeyUsage');
    if (!operation) return 'failed';
    const asked = { ExpiresWithinDays: days.expires, UnusedForDays: days.unused };
    return { operation, exchange: await call(operation, asked, credentials) };
  } catch {
    return 'failed';
  }
}
