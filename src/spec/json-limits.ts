/**
 * How much JSON is parsed, in a request's body and in a parameter that holds JSON text. Found out before it is parsed: ten
 * megabytes of brackets take V8 seconds, and the sender is not authenticated yet.
 */

export const maxJsonDepth = 32;
/** About as many as it has values. */
export const maxJsonCommas = 100_000;
/** Objects with many members cost far more than lists do: 60,000 members hold the event loop for 0.2 s. No operation takes a fifth of this. */
export const maxJsonMembers = 10_000;

/** What stands outside the strings of a JSON text, of which nothing else is known yet. */
export function measureJson(json: string): { depth: number; commas: number; colons: number } {
  let [open, depth, commas, colons] = [0, 0, 0, 0];
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    // Not `json[i]`, which makes a string of each character of a Chinese text.
    const unit = json.charCodeAt(i);
    if (unit === BACKSLASH) i++;
    else if (unit === QUOTATION_MARK) inString = !inString;
    else if (inString) continue;
    else if (unit === COLON) colons++;
    else if (unit === COMMA) commas++;
    else if (unit === LEFT_BRACKET || unit === LEFT_BRACE) depth = Math.max(depth, ++open);
    else if (unit === RIGHT_BRACKET || unit === RIGHT_BRACE) open--;
  }
  return { depth, commas, colons };
}

const [QUOTATION_MARK, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c];
const [LEFT_BRACKET, RIGHT_BRACKET, LEFT_BRACE, RIGHT_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];
