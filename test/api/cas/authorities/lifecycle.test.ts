/** The tables of ca/lifecycle.ts against the server, cell by cell. */
import { describe, expect, test } from 'vitest';
import { cas as product } from '../../../../src/api/cas/product.js';
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
} from '../../../../src/ca/lifecycle.js';
import { makeRequest, post } from '../../../responders/ocsp-client.js';
import type { CallParameters } from '../../../signed-client.js';
import { Scratch } from '../../../strangers/commands.js';
import { useMade } from '../../../use-made.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, issueClient, type MadeAuthority, makeRoot, makeSub, names } from '../cas-calls.js';
import { markExternal } from '../store-edits.js';

const DAY_MS = 86_400_000;

let clock: Date | undefined;
const server = useTestServer({ now: () => clock ?? new Date(), issuingIntervalMs: DAY_MS });
const root = useMade(() => makeRoot(server.root));

const scratch = new Scratch();

/** `yes`, or the code of the error. */
async function outcome(action: string, parameters: Record<string, unknown>): Promise<string> {
  const { status, body } = await cas(server.root, action, parameters, { date: clock });
  return status === 200 ? 'yes' : String(body.Code);
}

async function done(action: string, parameters: Record<string, unknown>): Promise<void> {
  expect([action, await outcome(action, parameters)]).toEqual([action, 'yes']);
}

const inDays = (days: number) => {
  clock = new Date(Date.now() + days * DAY_MS);
};
const publishing = { EnableCrl: true, PathLenConstraint: 1, Years: 1 };
const remove = (Identifier: string) => done('DeleteClientCertificate', { Identifier });
const revokeCa = (Identifier: string) => done('UpdateCACertificateStatus', { Identifier });
const revoke = (Identifier: string) => done('CreateRevokeClientCertificate', { Identifier });

const change = (Identifier: string) => outcome('UpdatePcaCertificate', { Identifier, AliasName: 'other' });
const inRegion = { RegionId: 'cn-hangzhou', ResourceType: 'PcaCertificate' };

const pems = new Map<string, string>();
async function madeSub(parent: MadeAuthority): Promise<MadeAuthority> {
  // Each has a name of its own: one whose key is elsewhere may not share the name of another.
  const sub = await makeSub(server.root, parent, { ...publishing, CommonName: `Test Sub ${pems.size}` });
  pems.set(sub.Identifier, sub.Certificate);
  return sub;
}

const AUTHORITIES: Readonly<Record<AuthorityState, () => Promise<string>>> = {
  issued: async () => (await madeSub(root)).Identifier,
  revoked: async () => {
    const { Identifier } = await madeSub(root);
    await revokeCa(Identifier);
    return Identifier;
  },
  'below-revoked': async () => {
    const upper = await makeSub(server.root, root, { PathLenConstraint: 2 });
    const { Identifier } = await madeSub(upper);
    await revokeCa(upper.Identifier);
    return Identifier;
  },
  expired: async () => {
    const { Identifier } = await madeSub(root);
    inDays(367);
    return Identifier;
  },
  external: async () => {
    const { Identifier } = await madeSub(root);
    await markExternal(server, Identifier);
    return Identifier;
  },
  deleted: async () => {
    const { Identifier } = await madeSub(root);
    await remove(Identifier);
    return Identifier;
  },
};

const AUTHORITY_ACTS: Readonly<Record<AuthorityAct, (id: string) => Promise<string>>> = {
  'issue-authority': ParentIdentifier =>
    outcome('CreateSubCACertificate', {
      ...names,
      ParentIdentifier,
      CommonName: 'Below',
      Algorithm: 'ECC_256',
      Years: 1,
    }),
  'issue-certificate': ParentIdentifier => outcome('CreateClientCertificate', { ParentIdentifier }),
  'sign-crl': async id => {
    const { status } = await fetch(`${server.url}/crl/${server.accountId}/${id}.crl`);
    return status === 200 ? 'yes' : 'no';
  },
  'sign-ocsp': async id => {
    const options = ['-no_nonce', '-serial', '0x1234'];
    const request = makeRequest({ issuerPem: pems.get(id) ?? '', certificatePems: [], scratch, options });
    // An error is nothing but its five bytes.
    return (await post(`${server.url}/ocsp/${id}`, request)).length > 5 ? 'yes' : 'no';
  },
  'be-revoked': Identifier => outcome('UpdateCACertificateStatus', { Identifier }),
  'be-deleted': Identifier => outcome('DeleteClientCertificate', { Identifier }),
  'be-changed': async Identifier => {
    const parameters = { ...inRegion, 'ResourceId.1': Identifier, 'Tag.1.Key': 'k' };
    const answers = [await change(Identifier), await outcome('TagResources', parameters)];
    expect(new Set(answers).size).toBe(1);
    return String(answers[0]);
  },
  'be-shown': Identifier => outcome('DescribeCACertificate', { Identifier }),
};

const issued = async (parameters: CallParameters = {}) => {
  const sub = await makeSub(server.root, root, { Years: 1 });
  const { Identifier } = await issueClient(server.root, sub, parameters);
  return { sub, Identifier };
};

const CERTIFICATES: Readonly<Record<CertificateState, () => Promise<string>>> = {
  pending: async () => (await issued({ AsynchronousFlag: true })).Identifier,
  issued: async () => (await issued()).Identifier,
  revoked: async () => {
    const { Identifier } = await issued();
    await revoke(Identifier);
    return Identifier;
  },
  'below-revoked': async () => {
    const { sub, Identifier } = await issued();
    await revokeCa(sub.Identifier);
    return Identifier;
  },
  'below-deleted': async () => {
    const { sub, Identifier } = await issued({ Days: 1 });
    inDays(2);
    await remove(sub.Identifier);
    return Identifier;
  },
  expired: async () => {
    const { Identifier } = await issued({ Days: 1 });
    inDays(2);
    return Identifier;
  },
  deleted: async () => {
    const { Identifier } = await issued();
    await revoke(Identifier);
    await remove(Identifier);
    return Identifier;
  },
};

const CERTIFICATE_ACTS: Readonly<Record<CertificateAct, (id: string) => Promise<string>>> = {
  'be-good': async Identifier => {
    const { body } = await cas(server.root, 'DescribeClientCertificateStatus', { Identifier }, { date: clock });
    const [{ Status = '' } = {}] = body.CertificateStatus as { Status?: string }[];
    return Status === 'good' ? 'yes' : Status;
  },
  'hand-out-key': Identifier => outcome('DescribeCertificatePrivateKey', { Identifier, EncryptedCode: 'password' }),
  'be-uploaded': Ids => outcome('UploadPcaCertToCas', { Ids }),
  'be-revoked': Identifier => outcome('CreateRevokeClientCertificate', { Identifier }),
  'be-deleted': Identifier => outcome('DeleteClientCertificate', { Identifier }),
  'be-changed': change,
  'be-shown': Identifier => outcome('DescribeClientCertificate', { Identifier }),
};

const STATUS_ANSWERS: Readonly<Record<string, string>> = {
  'certificate-pending': 'unknown',
  'certificate-revoked': 'revoked',
  'certificate-below-revoked': 'revoked',
  'certificate-below-deleted': 'unknown',
  'certificate-missing': 'unknown',
};

function expected(act: string, verdict: string): string | undefined {
  if (verdict === 'allowed') return 'yes';
  if (act === 'sign-crl' || act === 'sign-ocsp') return 'no';
  return act === 'be-good' ? STATUS_ANSWERS[verdict] : product.refusals[verdict];
}

async function inState(make: () => Promise<string>, act: (id: string) => Promise<string>): Promise<string> {
  try {
    return await act(await make());
  } finally {
    clock = undefined;
  }
}

describe.each(authorityStates)('a CA that is %s', state => {
  test.each(authorityActs)('%s', async act => {
    expect(await inState(AUTHORITIES[state], AUTHORITY_ACTS[act])).toBe(expected(act, authorityRules[act][state]));
  });
});

describe.each(certificateStates)('a certificate that is %s', state => {
  test.each(certificateActs)('%s', async act => {
    let wanted = expected(act, certificateRules[act][state]);
    // Those have expired and were not revoked: a certificate is not below a CA that is deleted otherwise.
    if (act === 'be-deleted' && (state === 'below-deleted' || state === 'expired' || state === 'below-revoked')) {
      wanted = expected(act, certificateRules[act].issued);
    }
    expect(await inState(CERTIFICATES[state], CERTIFICATE_ACTS[act])).toBe(wanted);
  });
});
