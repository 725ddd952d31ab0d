/** A value that is there already, or a promise of it: who waits for either writes `await`, and what is there costs no promise. */
export type AtOnce<Value> = Value | Promise<Value>;
