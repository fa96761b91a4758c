import type { TopicChoice } from '../ports/vocabulary.ts';

/** How many topics or places a chat may choose. */
export const MOST_CHOSEN = 50;

/** Adds a topic; a top topic takes in its subtopics, a subtopic of a chosen top topic changes nothing. Empty stays "all" only until something is chosen. */
export function addTopic(
  chosen: readonly string[],
  id: string,
  tree: readonly TopicChoice[],
): readonly string[] {
  if (isChosen(chosen, id, tree) && chosen.length > 0) return chosen;
  const children = tree.find((top) => top.id === id)?.subtopics ?? [];
  return [...chosen.filter((each) => !children.includes(each)), id];
}

/** Takes a topic away; from "all" or from a chosen top topic it leaves everything else there was. */
export function dropTopic(
  chosen: readonly string[],
  id: string,
  tree: readonly TopicChoice[],
): readonly string[] {
  const everything = chosen.length === 0 ? tree.map((top) => top.id) : chosen;
  const parent = tree.find((top) => top.subtopics.includes(id));
  const children = tree.find((top) => top.id === id)?.subtopics ?? [];
  return everything.flatMap((each) => {
    if (each === id || children.includes(each)) return [];
    if (parent && each === parent.id) return parent.subtopics.filter((sub) => sub !== id);
    return [each];
  });
}

/** Whether a topic's news is wanted in full. */
export function isChosen(chosen: readonly string[], id: string, tree: readonly TopicChoice[]): boolean {
  if (chosen.includes(id)) return true;
  const parent = tree.find((top) => top.subtopics.includes(id));
  return parent !== undefined && chosen.includes(parent.id);
}

/** One change of a typed list: `+thep`, `-det-may`, or a name alone. */
export interface Change {
  readonly sign: '+' | '-';
  readonly typed: string;
}

/** Reads `+thep -det-may`, "Lạng Sơn, Quảng Ninh". A hyphen inside a name is part of the name, and so is a comma in one that is `known` as a whole. */
export function readChanges(typed: string, known: (name: string) => boolean): readonly Change[] {
  if (!/^[+\-−–]/u.test(typed) && known(typed)) return [{ sign: '+', typed }];
  return typed
    .split(/[,;]|\s+(?=[+\-−–]\s*[\p{L}\p{N}])/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part): Change => {
      const minus = /^[-−–]/u.test(part);
      return { sign: minus ? '-' : '+', typed: part.replace(/^[+\-−–]\s*/u, '').trim() };
    })
    .filter((change) => change.typed !== '')
    .slice(0, MOST_CHOSEN);
}
