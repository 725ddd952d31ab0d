/** The commands: `chancery serve`, `chancery env`, `chancery audit`, `chancery seal`, `chancery reference`. */
import { Command } from 'commander';
import { auditCommand } from './commands/audit.js';
import { environmentLines } from './commands/env.js';
import { referenceCommand } from './commands/reference.js';
import { sealCommand } from './commands/seal.js';
import { serve } from './commands/serve.js';
import { SettingError, type Settings } from './config.js';
import { StartError } from './main.js';

const program = new Command('chancery')
  .description('A private CA and key management service that speaks Alibaba Cloud APIs (CAS, KMS, RAM, STS).')
  .showHelpAfterError('(chancery --help lists the commands)');

const withData = (command: Command): Command =>
  command
    .option('--data <dir>', 'directory of database, seal key and first credentials (CHANCERY_DATA, ./chancery-data)')
    .option('--store <url>', 'postgres://… for replicas (CHANCERY_STORE, SQLite in the data directory)');

withData(program.command('serve'))
  .description('run the server')
  .option('--listen <host:port>', 'address to listen on; port 0 takes a free one (CHANCERY_LISTEN, 127.0.0.1:8088)')
  .option('--tls <mode>', 'off, auto or CERT,KEY (CHANCERY_TLS, off on loopback)')
  .option('--region <id>', 'region id in ARNs (CHANCERY_REGION, cn-hangzhou)')
  .option('--throttle <n|off>', "calls a second and user (CHANCERY_THROTTLE, the operations' own numbers)")
  .option('--public-url <url>', 'what addresses in certificates start with (CHANCERY_PUBLIC_URL, from --listen)')
  .option('--ocsp <mode>', 'certificates with the address of OCSP: off, with-crl or always (CHANCERY_OCSP, with-crl)')
  .option(
    '--trust-proxy <cidr,…>',
    'proxies whose X-Forwarded-For and -Proto are believed (CHANCERY_TRUST_PROXY, none)',
  )
  .option('--allow-http', 'allow --tls off beyond this machine, for a proxy that ends TLS (CHANCERY_ALLOW_HTTP)')
  .action((settings: Settings) => serve(settings));

withData(program.command('env'))
  .description('print export lines for official SDKs and the command line')
  .option('--listen <host:port>', 'address the server listens on (CHANCERY_LISTEN, 127.0.0.1:8088)')
  .action((settings: Settings) => {
    process.stdout.write(environmentLines(settings, process.env));
  });

program.addCommand(auditCommand(withData));
program.addCommand(sealCommand(withData));
program.addCommand(referenceCommand());

try {
  await program.parseAsync();
} catch (fault) {
  // What the user can mend is said in one sentence; anything else is a fault of ours and comes with its trace.
  const mendable = fault instanceof SettingError || fault instanceof StartError;
  process.stderr.write(`${mendable ? fault.message : String((fault as Error)?.stack ?? fault)}\n`);
  process.exit(fault instanceof SettingError ? 2 : 1);
}
