/** The tables of ca/lifecycle.ts in the words of this API, for the reference. */
import {
  type AuthorityAct,
  type AuthorityState,
  authorityActs,
  authorityRules,
  authorityStates,
  type CertificateAct,
  type CertificateState,
  certificateActs,
  certificateRules,
  certificateStates,
  type Goodness,
  type Verdict,
} from '../../ca/lifecycle.js';
import type { Lifecycle, LifecycleAct, LifecycleCell } from '../../spec/lifecycle.js';

interface ActWords {
  readonly about: string;
  readonly operations?: readonly string[];
  /** What happens where no operation is refused. */
  readonly instead?: Readonly<Partial<Record<Exclude<Verdict | Goodness, 'allowed'>, string>>>;
}

const NOT_SIGNED = { 'authority-expired': 'no', 'authority-is-external': 'no', 'authority-missing': 'no' } as const;

const AUTHORITY_STATES: Readonly<Record<AuthorityState, string>> = {
  issued: 'Status ISSUE, and so are all CAs above it.',
  revoked: 'Status REVOKE. Nothing leads back.',
  'below-revoked': 'Status ISSUE, below a CA that is revoked.',
  expired: 'AfterDate has passed. The status stays what it was.',
  external: 'Its key is elsewhere: made by CreateExternalCACertificate.',
  deleted: 'Deleted by DeleteClientCertificate, or never there, or of another account.',
};

const AUTHORITY_ACTS: Readonly<Record<AuthorityAct, ActWords>> = {
  'issue-authority': {
    about: 'Issue a CA below it',
    operations: ['CreateSubCACertificate', 'CreateExternalCACertificate'],
  },
  'issue-certificate': {
    about: 'Issue certificates',
    operations: [
      'CreateClientCertificate',
      'CreateClientCertificateWithCsr',
      'CreateServerCertificate',
      'CreateServerCertificateWithCsr',
      'CreateCustomCertificate',
    ],
  },
  'sign-crl': { about: 'Have a CRL, where it publishes one', instead: NOT_SIGNED },
  'sign-ocsp': { about: 'Have OCSP answers', instead: NOT_SIGNED },
  'be-revoked': { about: 'Be revoked', operations: ['UpdateCACertificateStatus'] },
  'be-deleted': {
    about: 'Be deleted, when all it issued is revoked or has expired',
    operations: ['DeleteClientCertificate'],
  },
  'be-changed': {
    about: 'Get another alias, tags, resource group',
    operations: ['UpdatePcaCertificate', 'TagResources', 'UntagResources', 'MoveResourceGroup'],
  },
  'be-shown': { about: 'Be shown', operations: ['DescribeCACertificate', 'ListCACertificateLog'] },
};

const CERTIFICATE_STATES: Readonly<Record<CertificateState, string>> = {
  pending: 'Status PENDING: accepted with AsynchronousFlag, and still to be issued.',
  issued: 'Status ISSUE.',
  revoked: 'Status REVOKE. Nothing leads back.',
  'below-revoked': 'The CA that issued it is revoked, or one above that. Its own status stays what it was.',
  'below-deleted': 'The CA that issued it is deleted.',
  expired: 'AfterDate has passed. The status stays what it was.',
  deleted: 'Deleted by DeleteClientCertificate, or never there, or of another account.',
};

const CERTIFICATE_ACTS: Readonly<Record<CertificateAct, ActWords>> = {
  'be-good': {
    about: 'Be good, as DescribeClientCertificateStatus answers',
    instead: {
      'certificate-pending': 'unknown',
      'certificate-revoked': 'revoked',
      'certificate-below-revoked': 'revoked',
      'certificate-below-deleted': 'unknown',
      'certificate-missing': 'unknown; revoked, by serial number, if it was',
    },
  },
  'hand-out-key': {
    about: 'Have its private key handed out, where it was made here',
    operations: ['DescribeCertificatePrivateKey'],
  },
  'be-uploaded': { about: 'Be marked as uploaded', operations: ['UploadPcaCertToCas'] },
  'be-revoked': { about: 'Be revoked', operations: ['CreateRevokeClientCertificate'] },
  'be-deleted': { about: 'Be deleted', operations: ['DeleteClientCertificate'] },
  'be-changed': {
    about: 'Get another alias, tags, resource group',
    operations: ['UpdatePcaCertificate', 'TagResources', 'UntagResources', 'MoveResourceGroup'],
  },
  'be-shown': { about: 'Be shown', operations: ['DescribeClientCertificate', 'ListClientCertificate'] },
};

function cell(verdict: Verdict | Goodness, { instead }: ActWords): LifecycleCell {
  if (verdict === 'allowed') return 'yes';
  const text = instead?.[verdict];
  return text === undefined ? { refusal: verdict } : { instead: text };
}

const act = (words: ActWords, verdicts: readonly (Verdict | Goodness)[]): LifecycleAct => ({
  about: words.about,
  operations: words.operations ?? [],
  cells: verdicts.map(verdict => cell(verdict, words)),
});

export const lifecycles: readonly Lifecycle[] = [
  {
    id: 'authorities',
    title: 'CAs',
    about: 'Several states can hold at once: what any of them refuses is refused. Expiry is not a status.',
    states: authorityStates.map(name => ({ name, about: AUTHORITY_STATES[name] })),
    acts: authorityActs.map(name =>
      act(
        AUTHORITY_ACTS[name],
        authorityStates.map(state => authorityRules[name][state]),
      ),
    ),
  },
  {
    id: 'certificates',
    title: 'Client, server and custom certificates',
    about: 'The same holds for certificates: a revoked one that has expired is still revoked.',
    states: certificateStates.map(name => ({ name, about: CERTIFICATE_STATES[name] })),
    acts: certificateActs.map(name =>
      act(
        CERTIFICATE_ACTS[name],
        certificateStates.map(state => certificateRules[name][state]),
      ),
    ),
  },
];
