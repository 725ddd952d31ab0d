/** Why the first start cannot go on: one sentence that says what to do. Carries no secret. */
export class FirstStartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FirstStartError';
  }
}
