/** A denial: who was denied what, on which resource, which statement decided, and what to change. */
import type { Operation } from '../description/model';
import { type TextKey, useText } from '../texts/use-text';
import { CopyButton } from './copy-button';
import { allowingPolicy, type DecidingStatement, readDenial } from './diagnosis';

const NAMES: Readonly<Record<string, TextKey>> = {
  AuthAction: 'denial.action',
  AuthResource: 'denial.resource',
  AuthPrincipalType: 'denial.principal-type',
  AuthPrincipalDisplayName: 'denial.principal',
  AuthPrincipalOwnerId: 'denial.account',
  NoPermissionType: 'denial.type',
  PolicyType: 'denial.policy',
};

interface DenialViewProps {
  readonly operation: Operation;
  readonly detail: Readonly<Record<string, string>>;
  readonly requestId: string | undefined;
}

export function DenialView({ operation, detail, requestId }: DenialViewProps) {
  const t = useText();
  const denial = readDenial(detail, operation.permission.action ?? '');
  const { action, resource, isExplicit, decidedBy, facts } = denial;
  return (
    <section className="denial">
      <h3>{t('denial.title')}</h3>
      <p>{isExplicit ? t('denial.explicit', { action, resource }) : t('denial.implicit', { action, resource })}</p>
      {decidedBy && <Deciding statement={decidedBy} />}
      {!isExplicit && (
        <>
          <p>{t('denial.would-allow')}</p>
          <pre className="code-block">{allowingPolicy(denial)}</pre>
          <CopyButton text={() => allowingPolicy(denial)} />
          {operation.permission.resources.length > 1 && <p>{t('denial.one-of-several')}</p>}
        </>
      )}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{NAMES[name] ? t(NAMES[name]) : name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
      {requestId && (
        <p>
          {t('denial.audit')} <code>chancery audit show {requestId}</code>
        </p>
      )}
    </section>
  );
}

const KINDS: Readonly<Record<string, TextKey>> = { System: 'denial.system-policy', Custom: 'denial.custom-policy' };

function Deciding({ statement }: { readonly statement: DecidingStatement }) {
  const t = useText();
  const { policy, policyType = '', version, index, sid } = statement;
  const kind = KINDS[policyType];
  const notes = [kind && t(kind), version].filter(note => note !== undefined).join(', ');
  return (
    <>
      <p>
        {t('denial.decided', { index })} <code>{policy}</code>
        {notes && ` (${notes})`}
        {sid !== undefined && (
          <>
            , {t('denial.sid')} <code>{sid}</code>
          </>
        )}
      </p>
      <p>{t('denial.lift')}</p>
    </>
  );
}
