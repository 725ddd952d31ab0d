/** Something of which there is so much and no more: bytes of requests, connections. */
export interface Room {
  /** Takes so much, or nothing where that is more than is left. */
  take(amount: number): boolean;
  /** Gives back what was taken. */
  give(amount: number): void;
}

/** Room that nobody shares. */
export class OwnRoom implements Room {
  #taken = 0;

  constructor(private readonly limit: number) {}

  take(amount: number): boolean {
    if (this.#taken + amount > this.limit) return false;
    this.#taken += amount;
    return true;
  }

  give(amount: number): void {
    this.#taken -= amount;
  }
}
