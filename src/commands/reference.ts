/** `chancery reference --out DIR`: the reference pages as Markdown, to be read in a repository. Needs no server and no data. */
import { Command } from 'commander';

/** The command. Files of that name are overwritten; others in the directory stay. */
export function referenceCommand(): Command {
  return new Command('reference')
    .description('write the API reference as Markdown files')
    .requiredOption('--out <dir>', 'directory for the files; made if it is not there')
    .action(async ({ out }: { readonly out: string }) => {
      const { writeReference } = await import('./write-reference.js');
      await writeReference(out);
    });
}
