import type { Language } from '../news/chat.ts';

/** The topics and places a reader can choose, found by what people type. */
export interface Vocabulary {
  /** Top topics in display order, each with its subtopics. */
  topics(): readonly TopicChoice[];
  /** Current provinces by region, north to south. */
  regions(): readonly RegionChoice[];
  /** By id, name or loose spelling ("thep", "xuat khau"). `exact` holds at most one; `near` the nearest others, best first. */
  findTopic(typed: string): Found;
  /** By id, name old or new, alias or loose spelling ("lang son", "Bắc Giang", "huu nghi"). */
  findPlace(typed: string): Found;
  /** Display name of a topic or place id; the id itself when unknown. */
  name(id: string, language: Language): string;
  icon(topicId: string): string;
}

export interface Found {
  readonly exact?: string;
  readonly near: readonly string[];
}

export interface TopicChoice {
  readonly id: string;
  readonly subtopics: readonly string[];
}

export interface RegionChoice {
  readonly id: string;
  readonly places: readonly string[];
}
