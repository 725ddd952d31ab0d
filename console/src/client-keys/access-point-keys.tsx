/** An access point and its client keys, each with what the record says of it and the way to its replacement. */
import { Button } from 'antd';
import { findOperation } from '../description/catalogue';
import { updateBench } from '../explorer/workbench';
import type { DraftObject } from '../form/draft';
import { Badge, type Tone } from '../layout/badge';
import { operationPath } from '../links/operation-link';
import { navigate } from '../router/route';
import { useText } from '../texts/use-text';
import type { AccessPointUsage, KeyUsage, Use } from './usage';

interface AccessPointKeysProps {
  readonly accessPoint: AccessPointUsage;
  /** As it was typed: what the reasons speak of. */
  readonly unusedFor: string;
}

export function AccessPointKeys({ accessPoint: { name, lastUse, keys }, unusedFor }: AccessPointKeysProps) {
  const t = useText();
  return (
    <section>
      <h2 className="client-keys__access-point">{name}</h2>
      <p className="quiet">
        {lastUse ? (
          <>
            {t('client-keys.last-use')}: <LastUse use={lastUse} />
          </>
        ) : (
          t('client-keys.none-used')
        )}
      </p>
      <ul className="client-keys__list">
        {keys.map(key => (
          <Key key={key.ClientKeyId} usage={key} unusedFor={unusedFor} />
        ))}
      </ul>
    </section>
  );
}

const TONES: Readonly<Record<KeyUsage['State'], Tone>> = {
  Valid: 'good',
  ExpiresSoon: 'warn',
  NotYetValid: 'plain',
  Expired: 'bad',
};

function Key({ usage, unusedFor }: { readonly usage: KeyUsage; readonly unusedFor: string }) {
  const t = useText();
  const { ClientKeyId, NotBefore, NotAfter, State, LastUse: use, RecordedSince, SafeToDelete, Reason } = usage;
  return (
    <li className="client-keys__key">
      <div className="client-keys__head">
        <strong className="mono">{ClientKeyId}</strong>
        <Badge tone={TONES[State]}>{t(`client-keys.state.${State}`)}</Badge>
        <Badge tone={SafeToDelete ? 'warn' : 'plain'}>
          {SafeToDelete ? t('client-keys.deletable') : t('client-keys.keep')}
        </Badge>
      </div>
      <dl className="facts">
        <dt>{t('client-keys.validity')}</dt>
        <dd>
          {minute(NotBefore)} – {minute(NotAfter)}
        </dd>
        <dt>{t('client-keys.last-use')}</dt>
        <dd>{use ? <LastUse use={use} /> : <NoUse since={RecordedSince} />}</dd>
        <dt>{SafeToDelete ? t('client-keys.why-delete') : t('client-keys.why-keep')}</dt>
        <dd>{t(`client-keys.reason.${Reason}`, { days: unusedFor })}</dd>
      </dl>
      <p className="client-keys__actions">
        <Step action="GetClientKey" filled={{ ClientKeyId }} id={ClientKeyId} label={t('client-keys.show')} />
        <Step
          action="RotateClientKey"
          filled={{ ClientKeyId, OverlapHours: '24' }}
          id={ClientKeyId}
          label={t('client-keys.rotate')}
        />
        <Step action="DeleteClientKey" filled={{ ClientKeyId }} id={ClientKeyId} label={t('client-keys.delete')} />
      </p>
    </li>
  );
}

function LastUse({ use: { Time, Operation, SourceAddress } }: { readonly use: Use }) {
  const t = useText();
  return t('client-keys.used', { time: minute(Time), operation: Operation, address: SourceAddress });
}

function NoUse({ since }: { readonly since: string | undefined }) {
  const t = useText();
  return since ? t('client-keys.no-record', { time: minute(since) }) : t('client-keys.never');
}

interface StepProps {
  readonly action: string;
  readonly filled: DraftObject;
  readonly id: string;
  readonly label: string;
}

/** Leads to the form, where the person has the last word. */
function Step({ action, filled, id, label }: StepProps) {
  async function go() {
    const operation = await findOperation('kms', action);
    if (!operation) return;
    updateBench(operation, { drafts: filled, exchange: undefined, failure: undefined });
    navigate(operationPath('kms', action));
  }
  return (
    <Button size="small" title={action} aria-label={`${label} ${id}`} onClick={() => void go()}>
      {label}
    </Button>
  );
}

/** `2026-11-30 15:04 UTC` of `2026-11-30T15:04:05Z`: uses are recorded to the minute. */
function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
