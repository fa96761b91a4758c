import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export interface EvalDoc {
  readonly title: string;
  readonly lead?: string;
  readonly text: string;
  readonly source?: string;
  readonly time?: string;
}

export interface EvalRecord {
  readonly id: string;
  readonly set: string;
  readonly docs: readonly EvalDoc[];
  readonly summaries: readonly string[];
}

export interface EvalArticle {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly source?: string;
  readonly event: string;
}

/** Folder of the evaluation sets: beside the repository, never in it. */
const FOLDER = fileURLToPath(new URL('../../shared/eval/', import.meta.url));

export function evalFile(name: string): string {
  return `${FOLDER}${name}`;
}

export function hasEvalData(): boolean {
  return existsSync(evalFile('vietnews.jsonl.gz'));
}

/** Reads a set by its file name without `.jsonl.gz`. */
export function readSet<T = EvalRecord>(name: string): T[] {
  const path = evalFile(`${name}.jsonl.gz`);
  return parseLines<T>(gunzipSync(readFileSync(path)).toString('utf8'));
}

export function parseLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** The whole text of a document: its lead, where the set keeps it apart, is the first paragraph. */
export function docText(doc: EvalDoc): string {
  return doc.lead ? `${doc.lead}\n${doc.text}` : doc.text;
}
