/** A sample as a project to take home: a zip with the language's files, what to know in five lines, and an env file to fill. */
import { type Zippable, zipSync } from 'fflate';
import { projectName } from './project-name';
import type { SampleCall, SampleFile, SampleLanguage } from './sample';

/** Every file of the project, those that are the same in every language too. */
export function projectFiles(language: SampleLanguage, call: SampleCall): readonly SampleFile[] {
  return [
    { path: 'README.md', text: readme(language, call) },
    { path: '.env.example', text: envExample(call) },
    // What was filled in stays out of version control.
    { path: '.gitignore', text: '.env\n' },
    ...language.files(call),
  ];
}

/** The zip's bytes and its file name. Scripts keep their executable bit (external attributes of Unix, APPNOTE 4.4.15). */
export function projectZip(
  language: SampleLanguage,
  call: SampleCall,
  now: Date,
): { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> } {
  const folder = projectName(call, language.id);
  const utf8 = new TextEncoder();
  const content: Zippable = {};
  for (const { path, text, executable } of projectFiles(language, call)) {
    const mode = executable ? 0o100755 : 0o100644;
    content[`${folder}/${path}`] = [utf8.encode(text), { os: 3, attrs: mode << 16, mtime: now }];
  }
  return { fileName: `${folder}.zip`, bytes: zipSync(content) };
}

function readme({ title, commands, needs }: SampleLanguage, call: SampleCall): string {
  const { protocol, hostAndPort } = call.endpoint;
  const secrets = call.secretVariables.map(name => `, \`${name}\``).join('');
  const run = commands.map(command => `\`${command}\``).join(', then ');
  return [
    `# ${call.action} in ${title}`,
    `Calls ${call.action} of ${call.productCode} (version ${call.version}) at ${protocol}://${hostAndPort}. ${call.summary}`,
    `1. Copy \`.env.example\` to \`.env\` and write your values between the quotes: the AccessKey pair${secrets}.`,
    `2. Run ${run} in this folder (needs ${needs}).`,
    '3. What is printed is the answer as JSON; a refusal is told with its code, and the exit status is not 0.',
    '',
  ].join('\n');
}

function envExample({ secretVariables }: SampleCall): string {
  return [
    "ALIBABA_CLOUD_ACCESS_KEY_ID=''",
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET=''",
    '# Only of temporary credentials:',
    "# ALIBABA_CLOUD_SECURITY_TOKEN=''",
    ...secretVariables.map(name => `${name}=''`),
    '',
  ].join('\n');
}
