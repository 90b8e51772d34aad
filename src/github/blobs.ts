import { decodeText, maxFileSize, tooLarge, type FileText } from '../core/file-text.ts';
import type { Client } from './client.ts';
import { GitHubError } from './failure.ts';
import { asNumber, asRecord, asText } from './json.ts';
import { nameOf } from './opening.ts';

/** A blob to read, and its size as the list of files says it. */
export interface Blob {
  readonly oid: string;
  readonly size: number;
}

/** Not read because the requests were used up. */
export const outOfRequests = { unread: 'not read: the repository needs more requests than one run may make' };

/** Not read though it is there. */
export const withheld = { unread: 'not read: GitHub does not hand out its text' };

const maxBlobsEach = 200;
const maxBytesEach = 2_000_000;
/** GraphQL cuts texts off above it (`isTruncated`). */
const maxTextInQuery = 512_000;

/**
 * Texts by object id, in the order given: as many as fit into one query at a time, and one by one what a query will not
 * say exactly (large, cut off, or not plain UTF-8). Leaves `spare` requests over.
 */
export async function readBlobs(
  client: Client,
  repository: string,
  blobs: readonly Blob[],
  spare: number,
): Promise<ReadonlyMap<string, FileText>> {
  const read = new Map<string, FileText>();
  const single: Blob[] = [];
  const inQueries: Blob[] = [];
  for (const blob of blobs) {
    if (blob.size > maxFileSize) read.set(blob.oid, tooLarge);
    else (blob.size > maxTextInQuery ? single : inQueries).push(blob);
  }
  const mayAsk = (): boolean => client.requestsLeft() > spare;
  for (const batch of batchesOf(inQueries)) {
    if (mayAsk()) single.push(...(await readBatch(client, repository, batch, read, mayAsk)));
  }
  for (const { oid } of single) if (mayAsk()) read.set(oid, await readSingle(client, repository, oid));
  for (const { oid } of blobs) if (!read.has(oid)) read.set(oid, outOfRequests);
  return read;
}

function batchesOf(blobs: readonly Blob[]): readonly (readonly Blob[])[] {
  const batches: Blob[][] = [];
  let bytes = 0;
  for (const blob of blobs) {
    const batch = batches.at(-1);
    bytes += blob.size;
    if (batch && batch.length < maxBlobsEach && bytes <= maxBytesEach) batch.push(blob);
    else {
      batches.push([blob]);
      bytes = blob.size;
    }
  }
  return batches;
}

/** Fills in what one query says and gives back what it does not. A query that fails as a whole is cut in two, once. */
async function readBatch(
  client: Client,
  repository: string,
  batch: readonly Blob[],
  read: Map<string, FileText>,
  mayAsk: () => boolean,
): Promise<readonly Blob[]> {
  const half = Math.ceil(batch.length / 2);
  const pieces = [batch];
  const left: Blob[] = [];
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
    const texts = mayAsk() ? await queryTexts(client, repository, piece) : new Map<string, string>();
    if (texts === 'too much') {
      if (piece.length > half) pieces.push(piece.slice(0, half), piece.slice(half));
      else left.push(...piece);
      continue;
    }
    for (const blob of piece) {
      const text = texts.get(blob.oid);
      if (text === undefined) left.push(blob);
      else read.set(blob.oid, { text });
    }
  }
  return left;
}

async function queryTexts(
  client: Client,
  repository: string,
  blobs: readonly Blob[],
): Promise<ReadonlyMap<string, string> | 'too much'> {
  // Object ids are hexadecimal, checked where they came in.
  const fields = blobs.map(({ oid }, at) => `b${at}: object(oid: "${oid}") { ...text }`).join('\n');
  const document = `query($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) { ${fields} }
  }
  fragment text on Blob { byteSize isBinary isTruncated text }`;
  try {
    const data = await client.query(document, nameOf(repository), 'the texts of files', 'some');
    const found = asRecord(data['repository']);
    return new Map(
      blobs.flatMap(({ oid }, at) => {
        const text = exactText(asRecord(found[`b${at}`]));
        return text === undefined ? [] : [[oid, text] as const];
      }),
    );
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === 'out-of-requests') return new Map();
    if (/^(?:too-much|server|time-out|broken-answer)$/.test(error.kind)) return 'too much';
    throw error;
  }
}

/** A text whose bytes are the file's own: what was cut, guessed at or re-coded has another length. */
function exactText(blob: Readonly<Record<string, unknown>>): string | undefined {
  const text = asText(blob['text']);
  if (text === undefined || blob['isTruncated'] === true || blob['isBinary'] === true) return undefined;
  if (Buffer.byteLength(text) !== asNumber(blob['byteSize'])) return undefined;
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

async function readSingle(client: Client, repository: string, oid: string): Promise<FileText> {
  try {
    const answer = await client.get(
      `repos/${repository}/git/blobs/${oid}`,
      `the file with the id \`${oid.slice(0, 7)}\``,
    );
    const content = asText(answer['content']);
    if (content === undefined) return withheld;
    return decodeText(Buffer.from(content, answer['encoding'] === 'base64' ? 'base64' : 'utf8'));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === 'out-of-requests') return outOfRequests;
    if (error.kind === 'not-found' || error.kind === 'refused') return withheld;
    throw error;
  }
}
