/** `chancery sign-in`: a user's password for the temporary key of a session, as `export` lines for a shell. Asks a running server. */
import { readFile } from 'node:fs/promises';
import { loadConfig } from '../config.js';
import { isLoopback } from '../settings/parsers.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { type Answers, askedAnswers } from './asked-answers.js';
import { caFileOf, endpointOf, exportLines, serverOf } from './client-variables.js';
import { type AskedSignIn, requestSignIn, type SignInOutcome } from './sign-in-request.js';

export interface SignInFlags extends Flags {
  readonly account: string;
  readonly user: string;
  readonly server?: string;
  readonly caFile?: string;
}

/**
 * Writes the lines to evaluate, and to the second output what a person has to know besides.
 * @throws SettingError for what whoever called can mend, a refused sign-in included
 */
export async function signIn(
  flags: SignInFlags,
  answers: Answers = askedAnswers(process.stdin, process.stderr),
  print: (lines: string) => void = lines => process.stdout.write(lines),
  tell: (line: string) => void = line => process.stderr.write(line),
): Promise<void> {
  const config = loadConfig(flags, process.env);
  const server = addressOf(flags.server ?? serverOf(config), flags.allowHttp === true);
  const caFile = flags.caFile ?? (flags.server === undefined ? caFileOf(config) : undefined);
  const asked = {
    server,
    caPem: caFile === undefined ? undefined : await contentOf(caFile),
    account: flags.account,
    userName: flags.user,
    password: await answers.secret('Password: '),
  };
  const { credentials, accountId, mustDo } = await signedIn(asked, answers);
  const region = config.region;
  print(exportLines({ accountId, ...credentials }, endpointOf(server), region, caFile));
  if (mustDo !== undefined) tell(`${WORDS[mustDo] ?? `This session is only good for this: ${mustDo}.`}\n`);
}

const WORDS: Readonly<Record<string, string>> = {
  'change-password':
    'The password has to be changed first: this session is good for ChangePassword and nothing else. Then sign in again.',
  'bind-mfa-device':
    'An MFA device has to be bound first: this session is good for CreateVirtualMFADevice and BindMFADevice. Then sign in again.',
};

/** Asks for a code where the server wants one. */
async function signedIn(asked: AskedSignIn, answers: Answers): Promise<Extract<SignInOutcome, { accountId: string }>> {
  const first = await requestSignIn(asked);
  if ('accountId' in first) return first;
  if (first.code !== 'MfaCodeNeeded') throw new SettingError(first.message);
  const second = await requestSignIn({ ...asked, mfaCode: await answers.secret('Code of the MFA device: ') });
  if ('accountId' in second) return second;
  throw new SettingError(second.message);
}

function addressOf(text: string, allowHttp: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search + url.hash !== '') {
    throw new SettingError(`--server is an address such as https://chancery.example.com:8088; it is "${text}".`);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname.replace(/^\[|\]$/g, '')) && !allowHttp) {
    throw new SettingError(
      `A password would travel to ${url.host} in the open: give an https address, or add --allow-http.`,
    );
  }
  return url.origin;
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (fault) {
    throw new SettingError(`The CA of the server cannot be read from ${file}: ${(fault as Error).message}`);
  }
}
