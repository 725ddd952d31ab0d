/** What ListClientKeyUsage answers, as the page shows it. */
import { isRecord } from '../form/draft';

export interface Use {
  readonly Time: string;
  readonly Operation: string;
  readonly SourceAddress: string;
}

export interface KeyUsage {
  readonly ClientKeyId: string;
  readonly AapName: string;
  readonly NotBefore: string;
  readonly NotAfter: string;
  readonly State: 'Valid' | 'ExpiresSoon' | 'NotYetValid' | 'Expired';
  readonly LastUse?: Use;
  readonly RecordedSince?: string;
  readonly SafeToDelete: boolean;
  readonly Reason: 'Expired' | 'Unused' | 'InUse' | 'New' | 'NotYetValid' | 'RecordTooShort';
}

export interface AccessPointUsage {
  readonly name: string;
  readonly lastUse?: Use;
  readonly keys: readonly KeyUsage[];
}

/** By access points, as the answer has them; undefined for an answer that is none. */
export function usageIn(answer: unknown): AccessPointUsage[] | undefined {
  if (!isRecord(answer) || !Array.isArray(answer.ClientKeys) || !Array.isArray(answer.AccessPoints)) return undefined;
  const keys = answer.ClientKeys as readonly KeyUsage[];
  return (answer.AccessPoints as readonly { readonly AapName: string; readonly LastUse?: Use }[]).map(
    ({ AapName, LastUse }) => ({
      name: AapName,
      keys: keys.filter(key => key.AapName === AapName),
      ...(LastUse && { lastUse: LastUse }),
    }),
  );
}
