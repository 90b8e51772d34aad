/** A file's text, or why it could not be had. The reasons are the same for disk, git and API, so that reports are too. */
export type FileText = { readonly text: string } | { readonly unread: string };

/** Larger files are listed and not read: nothing that people write by hand for a pipeline comes near it. */
export const maxFileSize = 1024 * 1024;

export const tooLarge: FileText = { unread: 'larger than 1 MiB' };

const binary: FileText = { unread: 'a binary file' };

/** UTF-8 without its byte order mark; bytes that are none become U+FFFD. Binary is what git calls so: an early NUL. */
export function decodeText(bytes: Uint8Array): FileText {
  if (bytes.length > maxFileSize) return tooLarge;
  if (bytes.subarray(0, 8000).includes(0)) return binary;
  return { text: new TextDecoder('utf-8', { fatal: false }).decode(bytes) };
}
