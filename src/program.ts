/**
 * The commands: `chancery serve`, `chancery env`, `chancery sign-in`, `chancery access`, `chancery audit`, `chancery seal`, `chancery kms-instance`, `chancery client-key`, `chancery data-key`, `chancery target`, `chancery oidc-provider`, `chancery reference`. What one of
 * them works with is loaded when it is called, so that none waits for the server's code that does not need it.
 */
import { Command } from 'commander';
import { accessCommand } from './commands/access.js';
import { auditCommand } from './commands/audit.js';
import { clientKeyCommand } from './commands/client-key.js';
import { dataKeyCommand } from './commands/data-key.js';
import { kmsInstanceCommand } from './commands/kms-instance.js';
import { oidcProviderCommand } from './commands/oidc-provider.js';
import { referenceCommand } from './commands/reference.js';
import { sealCommand } from './commands/seal.js';
import { withSettings } from './commands/setting-options.js';
import type { SignInFlags } from './commands/sign-in.js';
import { targetCommand } from './commands/target.js';
import { withSources } from './files/source-trace.js';
import { type Flags, SettingError } from './settings/setting.js';
import { allSettings, settings } from './settings/settings.js';
import { StartError } from './start-error.js';

const program = new Command('chancery')
  .description('A private CA and key management service that speaks Alibaba Cloud APIs (CAS, KMS, RAM, STS).')
  .showHelpAfterError('(chancery --help lists the commands)');

/** Where the data is: what every command that opens it has to be told. */
const withData = (command: Command): Command => withSettings(command, [settings.data, settings.store]);

withSettings(program.command('serve'), allSettings)
  .description('run the server')
  .action(async (flags: Flags) => {
    const { serve } = await import('./commands/serve.js');
    await serve(flags);
  });

withSettings(withData(program.command('env')), [settings.listen, settings.tls, settings.allowHttp, settings.region])
  .description('print export lines for official SDKs, the command line and Terraform')
  .action(async (flags: Flags) => {
    const { environmentLines } = await import('./commands/env.js');
    process.stdout.write(await environmentLines(flags, process.env));
  });

withSettings(withData(program.command('sign-in')), [settings.listen, settings.tls, settings.allowHttp, settings.region])
  .requiredOption('--account <alias or id>', 'the account of the user')
  .requiredOption('--user <name>', 'the user, who has a login profile')
  .option('--server <url>', 'the address of the server; otherwise the one that --listen and --tls name')
  .option('--ca-file <file>', 'PEM of the CA of the server; of a server of this machine it is known')
  .description('ask for the password of a user, and print export lines with the temporary key of a session')
  .addHelpText(
    'after',
    '\nAt a terminal it asks; else the first line of the input is the password, the second the code of an MFA device.',
  )
  .action(async (flags: SignInFlags) => {
    const { signIn } = await import('./commands/sign-in.js');
    await signIn(flags);
  });

program.addCommand(accessCommand(withData));
program.addCommand(auditCommand(withData));
program.addCommand(sealCommand(withData));
program.addCommand(kmsInstanceCommand(withData));
program.addCommand(clientKeyCommand(withData));
program.addCommand(dataKeyCommand(withData));
program.addCommand(targetCommand(withData));
program.addCommand(oidcProviderCommand(withData));
program.addCommand(referenceCommand());

try {
  await program.parseAsync();
} catch (fault) {
  // What the user can mend is said in one sentence; anything else is a fault of ours and comes with its trace.
  const mendable = fault instanceof SettingError || fault instanceof StartError;
  process.stderr.write(`${mendable ? fault.message : withSources(String((fault as Error)?.stack ?? fault))}\n`);
  process.exit(fault instanceof SettingError ? 2 : 1);
}
