/**
 * What the format readers of this folder and of `x509` throw when bytes or text from outside are not what they have to be. The
 * message is one sentence meant for the caller and repeats no secret and no more than a short piece of the input; every other
 * exception from those readers is a bug.
 */
export class InvalidInput extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
