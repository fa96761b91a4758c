import type { InsightWords } from './insight-words.ts';

export const enInsight: InsightWords = {
  figures: {
    title: 'Figures',
    ask: 'Which figures? Type a name, with a province or a product if you like, such as: /figures iip bac ninh.',
    empty: 'No figures yet. They are gathered from the articles as they come; please come back later.',
    none: (name) => `No figures for “${name}” yet. Did you mean:`,
    unknown: 'I did not understand which figures you want. Please choose:',
    more: 'See also:',
    estimate: 'estimate',
    differs: (others) => `elsewhere: ${others}`,
    andOlder: (count) => `… and ${count} earlier ones`,
    pictures: 'Chart with the digest',
    on: 'yes',
    off: 'no',
    withPictures: 'Add charts',
    withoutPictures: 'No charts',
  },
  operator: {
    link: (minutes) =>
      `The operator's page. This link works once, within ${minutes} minutes; do not pass it on.`,
    open: "Open the operator's page",
    closed:
      "The operator's page is closed because the server has no HTTP port. Look at HTTP_PORT in the settings.",
  },
  alarm: {
    title: '⚠️ Please look',
    undelivered: (slot, count, total) => `Slot ${slot}: ${count} of ${total} digests did not arrive.`,
    late: (slot, open) => `Slot ${slot}: ${open} digests still unsent after 15 minutes.`,
    sources: (failing, total) => `${failing} of ${total} sources are failing.`,
    noArticles: (hours) => `No new article for ${hours} hours.`,
    next: 'See /report, /health or /vanhanh.',
  },
};
