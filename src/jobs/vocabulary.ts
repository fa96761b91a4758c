import type { Vocabulary } from '../ports/vocabulary.ts';
import { findTopicByName, topicIcon, topicName, topicTree, topTopic } from '../stories/topics.ts';
import { placeName, regions } from '../text/gazetteer.ts';
import { findPlaceByName } from '../text/place-names.ts';

/** The topics and places that readers choose from, as the rooms of understanding know them. */
export function createVocabulary(): Vocabulary {
  return {
    topics: topicTree,
    regions,
    findTopic: findTopicByName,
    findPlace: findPlaceByName,
    name: (id, language) => (topTopic(id) === undefined ? placeName(id, language) : topicName(id, language)),
    icon: topicIcon,
  };
}
