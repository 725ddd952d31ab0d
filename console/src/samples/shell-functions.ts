/** Functions that scripts for bash define for themselves, each of them lines to be put before what calls them. */

export const HEX = `hex() { od -An -v -t x1; }
`;

/** Calls `hex`. */
export const JSON_STRING = `
# A text as JSON has it.
json() {
  local byte
  printf '"'
  for byte in $(printf %s "$1" | hex); do
    case $byte in
      0? | 1? | 22 | 5c) printf '\\\\u00%s' "$byte" ;;
      *) printf "\\\\x$byte" ;;
    esac
  done
  printf '"'
}
`;
