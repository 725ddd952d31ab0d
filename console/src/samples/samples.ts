/** The languages that samples are offered in. Each of them is run by `test/samples/`; one that is not has no place here. */

import { commandLine } from './command-line';
import { curl } from './curl';
import { go } from './go';
import { java } from './java';
import { python } from './python';
import type { SampleLanguage } from './sample';
import { typescript } from './typescript';

export const sampleLanguages: readonly SampleLanguage[] = [typescript, python, go, java, commandLine, curl];
