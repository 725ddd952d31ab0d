/** Names of the environment variables that a sample reads secrets from. */

/** Variables that mean something else to the shell or to the clients. */
const TAKEN = /^(PATH|HOME|USER|SHELL|IFS|ENV|LANG|PWD|TMPDIR|ALIBABA_.*|NODE_.*|PYTHON.*|BASH.*|LD_.*|.*_PROXY)$/;

export class SecretVariables {
  readonly names: string[] = [];

  /** A new variable for the secret at a path of the request: `Accounts.1.Password` gets `ACCOUNTS_1_PASSWORD`. */
  add(path: string): string {
    const wanted = variableName(path);
    let name = wanted;
    for (let number = 2; this.names.includes(name); number++) name = `${wanted}_${number}`;
    this.names.push(name);
    return name;
  }
}

function variableName(path: string): string {
  const words = path
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
  return /^[A-Z]/.test(words) && !TAKEN.test(words) ? words : `SECRET_${words}`;
}
