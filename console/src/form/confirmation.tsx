/** What is about to be taken away, and the parameters that say of what. */
import type { Operation } from '../description/model';
import { Words } from '../explorer/prose';
import { useText } from '../texts/use-text';
import type { DraftObject } from './draft';
import { plainMembers } from './plain';
import { withoutSecrets } from './redact';

export function Confirmation({ operation, drafts }: { readonly operation: Operation; readonly drafts: DraftObject }) {
  const t = useText();
  const { request, summary, loses } = operation;
  const named = Object.entries(plainMembers(request, withoutSecrets(request, drafts)));
  return (
    <>
      <p>{summary}</p>
      <dl className="confirmation">
        {named.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
        {loses !== undefined && (
          <div>
            <dt>{t('form.confirm-loses')}</dt>
            <dd>
              <Words text={loses} />
            </dd>
          </div>
        )}
      </dl>
      {loses === undefined && <p>{t('form.confirm-about')}</p>}
    </>
  );
}
