/** zlint over many certificates: https://github.com/zmap/zlint, as `go install github.com/zmap/zlint/v3/cmd/zlint@v3.6.1` makes it. */
import { isMissing, run } from './commands.js';

const program = process.env.CHANCERY_TEST_ZLINT ?? 'zlint';

/** Whose lints are left out, so that those of RFCs and of the community remain: these are about CAs of the web, of mail and of signatures. */
const OTHERS = 'Apple,CABF_BR,CABF_EV,CABF_SMIME_BR,ETSI_ESI,Mozilla';

/** Prints why where it is not installed. */
export const isZlintMissing = (): boolean => isMissing(program, ['-version']);

/** Names of the lints of level error that each PEM file fails, in the order of the files; undefined for a file that it cannot read. */
export function zlintErrors(files: readonly string[]): (readonly string[] | undefined)[] {
  return files.map(file => {
    let output: string;
    try {
      output = run(program, ['-excludeSources', OTHERS, file]);
    } catch {
      return undefined;
    }
    const results = JSON.parse(output) as Record<string, { readonly result: string }>;
    return Object.entries(results)
      .filter(([, { result }]) => result === 'error' || result === 'fatal')
      .map(([name]) => name);
  });
}
