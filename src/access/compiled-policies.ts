/**
 * Policies by their text, each parsed once. Code that has a policy document as text on every call asks here, so that a change acts on the next call and
 * a document that did not change costs a look-up.
 */
export class CompiledPolicies<Compiled> {
  readonly #byText = new Map<string, Compiled>();
  #characters = 0;

  /** @param mostCharacters how much text to keep; what was not asked for longest goes first */
  constructor(
    private readonly parse: (text: string) => Compiled,
    private readonly mostCharacters = 2_000_000,
  ) {}

  /** @throws what parsing throws */
  policyOf(text: string): Compiled {
    const known = this.#byText.get(text);
    const policy = known ?? this.parse(text);
    // A map keeps the order of insertion, so putting the text in again makes it the youngest.
    this.#byText.delete(text);
    this.#byText.set(text, policy);
    if (known === undefined) this.#characters += text.length;
    while (this.#characters > this.mostCharacters && this.#byText.size > 1) {
      const oldest = this.#byText.keys().next().value!;
      this.#byText.delete(oldest);
      this.#characters -= oldest.length;
    }
    return policy;
  }
}
