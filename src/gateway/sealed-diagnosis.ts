/** What is sealed of a denial, for RAM's DecodeDiagnosticMessage. */
import type { PolicyLevel } from '../access/evaluate.js';

/** As identity/diagnoses/diagnoses.ts keeps it; the resource group is said to have decided only where the caller is told so. */
export interface SealedDiagnosis {
  readonly action: string;
  readonly resource: string;
  readonly principal: { readonly type: string; readonly accountId: string; readonly id: string };
  readonly isExplicit: boolean;
  /** As far as it is about policies of the caller's own account. */
  readonly explanation: string;
  readonly level: PolicyLevel;
  readonly conditions: readonly { readonly key: string; readonly values: readonly string[] }[];
  readonly matched: readonly {
    readonly effect: string;
    readonly policy: string;
    readonly type: string | undefined;
    readonly version: string | undefined;
    readonly attachedTo: string | undefined;
    readonly scope: 'Account' | 'ResourceGroup';
  }[];
}
