import type { Vocabulary } from '../ports/vocabulary.ts';
import { findTopicByName, topicIcon, topicName, topicTree } from '../stories/topics.ts';
import { findPlaceByName, placeName, regions } from '../text/gazetteer.ts';

/** The topics and places that readers choose from, as the rooms of understanding know them. */
export function createVocabulary(): Vocabulary {
  return {
    topics: topicTree,
    regions,
    findTopic: findTopicByName,
    findPlace: findPlaceByName,
    name: (id, language) => topicName(id, language) ?? placeName(id, language) ?? id,
    icon: topicIcon,
  };
}
