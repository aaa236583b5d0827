import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Fault } from './fault.ts';

export type Path = readonly PropertyKey[];

/** A YAML file as data, with a way back from each datum to its place in the file. */
export interface Source {
  readonly data: unknown;
  /** What keeps the text from being read at all; `data` is undefined if there is any. */
  readonly faults: readonly Fault[];
  /** A fault of the value at `path`, or of what encloses it where there is no such value. */
  fault(path: Path, message: string): Fault;
  /** A fault of the key that `path` ends in. */
  faultOfKey(path: Path, message: string): Fault;
}

/** Far more than any honest file has; what is larger or deeper is refused before it costs time. */
const MAX_LENGTH = 200_000;
const MAX_DEPTH = 60;

/** Reads one YAML 1.2 document: plain data only, so no anchors, aliases, tags or merge keys. */
export function readYaml(text: string, file: string): Source {
  const lines = new LineCounter();
  function faultAt(offset: number, message: string): Fault {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  }
  if (text.length > MAX_LENGTH) {
    const fault = faultAt(0, 'the file has more than 200,000 characters; split it into several');
    return { data: undefined, faults: [fault], fault: () => fault, faultOfKey: () => fault };
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    // Looked for below, as the parser compares each key with each.
    uniqueKeys: false,
    resolveKnownTags: false,
    // Quiet, but not `silent`, which would also pass over a second document.
    logLevel: 'error',
  });
  const faults = [...document.errors, ...document.warnings].map((error) =>
    faultAt(error.pos[0], wordsOf(error)),
  );
  if (faults.length === 0) {
    visit(document, {
      Alias(_, node) {
        const name = `*${node.source}`;
        faults.push(
          faultAt(node.range?.[0] ?? 0, `aliases such as ${name} are not read; write the value out`),
        );
      },
      Collection(_, node, path) {
        if (path.length >= MAX_DEPTH) {
          faults.push(faultAt(node.range?.[0] ?? 0, 'this is nested too deeply; bring it further up'));
          return visit.BREAK;
        }
        for (const { value, range } of keysMetBefore(node))
          faults.push(faultAt(range?.[0] ?? 0, `${value} stands here a second time; remove one`));
      },
    });
  }
  const root = document.contents;
  return {
    data: faults.length === 0 ? document.toJS({ maxAliasCount: 0 }) : undefined,
    faults,
    fault: (path, message) => faultAt(startOf(root, path), message),
    faultOfKey: (path, message) => faultAt(startOfKey(root, path), message),
  };
}

function startOf(root: Node | null, path: Path): number {
  const { node, rest } = descend(root, path);
  return rest.length === 0
    ? (node?.range?.[0] ?? 0)
    : startOfKey(root, path.slice(0, path.length - rest.length));
}

function startOfKey(root: Node | null, path: Path): number {
  const { node } = descend(root, path.slice(0, -1));
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : null;
  return (isScalar(pair?.key) ? pair.key.range?.[0] : descend(root, path).node?.range?.[0]) ?? 0;
}

/** The node at `path`, or the deepest one on the way there with the `rest` that it lacks. */
function descend(root: Node | null, path: Path): { node: Node | null; rest: Path } {
  let node = root;
  for (const [depth, step] of path.entries()) {
    const next = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
    if (!isMap(next) && !isSeq(next) && !isScalar(next)) return { node, rest: path.slice(depth) };
    node = next;
  }
  return { node, rest: [] };
}

const WORDS: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'a tab is used as indentation; indent with spaces',
  BLOCK_AS_IMPLICIT_KEY: 'a second “: ” stands on this line; put the text in quotes',
  MULTIPLE_DOCS: 'a second document begins here; keep one to a file',
  NON_STRING_KEY: 'a key must be a word; write “key: value”',
  TAG_RESOLVE_FAILED: 'tags such as !this are not read; remove it, or put the text in quotes',
  RESOURCE_EXHAUSTION: 'this is nested too deeply; bring it further up',
};

function wordsOf(error: YAMLError): string {
  return WORDS[error.code] ?? `this is not valid YAML (${error.message}); check quotes and indentation`;
}

function keysMetBefore(node: YAMLMap | YAMLSeq): Scalar[] {
  const seen = new Set<unknown>();
  const keys = isMap(node) ? node.items.map(({ key }) => key).filter((key) => isScalar(key)) : [];
  return keys.filter(({ value }) => seen.has(value) || !seen.add(value));
}
