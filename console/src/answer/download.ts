/** Files made in the page. */

export function download(fileName: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has its copy once the click is through.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A name that every file system takes: anything else than letters, digits, dots, dashes and underscores becomes a dash. */
export function safeName(text: string): string {
  const name = text.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|[.-]+$/g, '');
  return name === '' ? 'file' : [...name].slice(0, 80).join('');
}
