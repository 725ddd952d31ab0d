/** Status, time and id of a call. */
import type { Exchange } from '../client/exchange';
import { Badge } from '../layout/badge';
import { useText } from '../texts/use-text';
import { CopyButton } from './copy-button';

export function StatusLine({ exchange: { status, durationMs, requestId } }: { readonly exchange: Exchange }) {
  const t = useText();
  const failed = status >= 400;
  return (
    <p className="status-line">
      <Badge tone={failed ? 'bad' : 'good'}>
        {failed ? t('answer.failed', { status }) : t('answer.ok', { status })}
      </Badge>
      <span>{t('answer.took', { ms: durationMs < 10 ? durationMs.toFixed(1) : Math.round(durationMs) })}</span>
      {requestId && (
        <span className="status-line__id">
          RequestId <code>{requestId}</code> <CopyButton text={requestId} />
        </span>
      )}
    </p>
  );
}
