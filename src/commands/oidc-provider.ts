/** `chancery oidc-provider list|add|remove`: the issuers of tokens that an account trusts. Works beside a running server, which knows it at the next call. */
import { Command } from 'commander';
import { mainAccountName } from '../identity/accounts/accounts.js';
import type { ProviderFlags } from './oidc-providers.js';

/** Loaded when it is used: the other commands need no store. */
const work = () => import('./oidc-providers.js');

/** `withData` adds the options that say where the data is. */
export function oidcProviderCommand(withData: (command: Command) => Command): Command {
  const provider = new Command('oidc-provider').description(
    'OpenID Connect issuers whose tokens may assume roles (AssumeRoleWithOIDC)',
  );
  const ofAccount = (command: Command): Command =>
    withData(command).option('--account <name>', 'the name of the account', mainAccountName);
  const several = (value: string, before: string[] = []) => [...before, value];
  ofAccount(provider.command('list'))
    .description('the providers of an account, one line each')
    .action(async (flags: ProviderFlags) => {
      const { list, withProviders } = await work();
      await withProviders(flags, list);
    });
  ofAccount(provider.command('add'))
    .argument('<name>', 'what the ARN ends with: letters, digits, periods, hyphens and underscores; found in any case')
    .requiredOption('--issuer <url>', 'the issuer, exactly as its tokens have it in "iss"')
    .requiredOption('--client-id <id>', 'whom tokens are for ("aud"); may be given several times', several)
    .option('--fingerprint <sha1>', 'of a certificate in the chain of the issuer; may be given several times', several)
    .option('--ca-file <file>', 'PEM of the CA of the issuer; otherwise those that Node trusts')
    .option('--key-set-file <file>', 'the JSON Web Key Set of the issuer, which is then not asked')
    .option('--allow-private-address', 'let the issuer have an address of a private network')
    .description('trust an issuer; the trust policies of roles then name acs:ram::<account>:oidc-provider/<name>')
    .action(async (name: string, flags: ProviderFlags) => {
      const { add, withProviders } = await work();
      await withProviders(flags, (providers, accountId) => add(providers, accountId, name, flags));
    });
  ofAccount(provider.command('remove'))
    .argument('<name>')
    .description('trust an issuer no longer; sessions that were begun go on until they end')
    .action(async (name: string, flags: ProviderFlags) => {
      const { remove, withProviders } = await work();
      await withProviders(flags, (providers, accountId) => remove(providers, accountId, name));
    });
  return provider;
}
