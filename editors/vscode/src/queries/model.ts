// The last edit's queries as pictures and lists need them. Pure: no editor, no server.
import type { LastEdit, QueryRun } from "../requests";

/** Steps from what was written (layer 0) to the query in question (the last layer). */
export interface Path {
  readonly layers: readonly (readonly number[])[];
  /** Cause and effect, as indices into the edit's queries. */
  readonly edges: readonly (readonly [from: number, to: number])[];
  /** Causes that were left out because the picture would not be readable. */
  readonly leftOut: number;
}

/** A picture with more queries than this is not readable. */
export const maxShown = 60;

export function label(query: QueryRun): string {
  return query.key === "" ? query.name : `${query.name} ${query.key}`;
}

export function duration(milliseconds: number): string {
  if (milliseconds >= 100) return `${milliseconds.toFixed(0)} ms`;
  if (milliseconds >= 1) return `${milliseconds.toFixed(1)} ms`;
  return `${Math.round(milliseconds * 1000)} µs`;
}

/** The causes that are there; a list that names others is taken for what it is. */
export function causesOf(edit: LastEdit, index: number): number[] {
  return (edit.queries[index]?.causes ?? []).filter((cause) => edit.queries[cause] !== undefined && cause !== index);
}

/** Everything the query ran because of, in layers by the longest way to it. */
export function pathTo(edit: LastEdit, target: number): Path {
  if (edit.queries[target] === undefined) return { layers: [], edges: [], leftOut: 0 };
  const shown = new Set<number>([target]);
  const edges: [number, number][] = [];
  const queue = [target];
  const missed = new Set<number>();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const cause of causesOf(edit, next)) {
      if (!shown.has(cause)) {
        if (shown.size >= maxShown) {
          missed.add(cause);
          continue;
        }
        shown.add(cause);
        queue.push(cause);
      }
      edges.push([cause, next]);
    }
  }
  const depth = depths(target, edges);
  const deepest = Math.max(...depth.values());
  const layers: number[][] = Array.from({ length: deepest + 1 }, () => []);
  for (const [index, d] of depth) layers[deepest - d]?.push(index);
  for (const layer of layers) layer.sort((a, b) => a - b);
  return { layers, edges, leftOut: missed.size };
}

// The longest way from each query to the target. What the list says may go in circles; a query is then left where it was first met.
function depths(target: number, edges: readonly (readonly [number, number])[]): Map<number, number> {
  const causes = new Map<number, number[]>();
  for (const [from, to] of edges) causes.set(to, [...(causes.get(to) ?? []), from]);
  const depth = new Map<number, number>();
  const within = new Set<number>();
  const visit = (index: number, at: number): void => {
    if (within.has(index) || (depth.get(index) ?? -1) >= at) return;
    depth.set(index, at);
    within.add(index);
    for (const cause of causes.get(index) ?? []) visit(cause, at + 1);
    within.delete(index);
  };
  visit(target, 0);
  return depth;
}
