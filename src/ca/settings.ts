/** What the owner of the server decides about its CA. */

/** Which certificates carry the addresses of OCSP and of their issuer's certificate; revocation/status-addresses.ts says why. */
export const ocspModes = ['off', 'with-crl', 'always'] as const;
export type OcspMode = (typeof ocspModes)[number];

export interface CaSettings {
  /** What CRL addresses in certificates start with, without a trailing slash. Known once the server listens. */
  readonly publicUrl: () => string;
  /** PBKDF2 rounds around a private key that is handed out. */
  readonly pbkdf2Iterations: number;
  /** Whether RSA keys of 1024 bits are made. The API has them and old clients ask for them; current TLS stacks refuse them. */
  readonly rsa1024Allowed: boolean;
  /** Validity of certificates where the call says nothing: wire/cas.md section 9.2. */
  readonly defaultDays: number;
  /** Validity of the CRLs of a sub CA where the call says nothing: wire/cas.md section 9.5. */
  readonly defaultCrlDays: number;
  /** Days that the CRLs of roots are valid; undefined: roots publish none, as the cloud's unless its console is told otherwise. */
  readonly rootCrlDays: number | undefined;
  /** Entries beyond which a revocation list gets a delta list and parts. */
  readonly crlSplitAbove: number;
  /** Which certificates carry the addresses of OCSP and of their issuer's certificate. */
  readonly ocsp: OcspMode;
  /** What stands in for subject fields that a call leaves out; those absent here are taken from the issuing CA. */
  readonly subjectDefaults: {
    readonly country?: string | undefined;
    readonly organization?: string | undefined;
    readonly organizationUnit?: string | undefined;
  };
}

export const defaultCaSettings: Omit<CaSettings, 'publicUrl'> = Object.freeze({
  pbkdf2Iterations: 600_000,
  rsa1024Allowed: true,
  defaultDays: 365,
  defaultCrlDays: 30,
  rootCrlDays: undefined,
  crlSplitAbove: 10_000,
  ocsp: 'with-crl',
  subjectDefaults: Object.freeze({ country: 'CN' }),
});
