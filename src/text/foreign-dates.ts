/** Month names of other languages, folded (no marks, lower case), by how they begin; English ones are read without this. */
const MONTHS: readonly (readonly [english: string, beginnings: string])[] = [
  ['jan', 'ene|gen|sty|led|oca|янв|січ|ιαν'],
  ['feb', 'fev|lut|uno|sub|фев|лют|φεβ'],
  ['mar', 'maa|mrt|bre|мар|бер|μαρ'],
  ['apr', 'avr|abr|kwi|dub|nis|апр|кві|απρ'],
  ['may', 'mai|mag|maj|mei|kvet|мая|маи|тра|μαι'],
  ['jun', 'juin|giu|cze|haz|июн|чер|ιουν'],
  ['jul', 'juil|lug|lip|tem|июл|лип|ιουλ'],
  ['aug', 'aou|ago|sie|srp|agu|авг|сер|αυγ'],
  ['sep', 'set|wrz|zar|eyl|сен|вер|σεπ'],
  ['oct', 'okt|out|ott|paz|rij|eki|окт|жов|οκτ'],
  ['nov', 'lis|kas|ноя|νοε'],
  ['dec', 'dez|des|dic|gru|pro|ara|дек|гру|δεκ'],
];

const FOREIGN = MONTHS.map(([, beginnings]) => beginnings).join('|');
const ENGLISH = MONTHS.map(([english]) => english).join('|');
const DAY_FIRST = new RegExp(
  `(?<!\\d)(\\d{1,2})[ .-]{0,2}(?:de )?(${FOREIGN})\\p{L}*[ .,-]{0,2}(?:de )?(\\d{4})(?!\\d)`,
  'u',
);
/** Nobody else reads a month name after the year, so the English ones are among these. */
const YEAR_FIRST = new RegExp(
  `(?<!\\d)(\\d{4})[ .-]{1,2}(${FOREIGN}|${ENGLISH})\\p{L}*[ .-]{1,2}(\\d{1,2})(?!\\d)`,
  'u',
);

/** Puts the English month in a folded date that has it in another language; others as they are. */
export function withEnglishMonth(folded: string): string {
  return folded
    .replace(
      DAY_FIRST,
      (_all, day: string, word: string, year: string) => `${day} ${englishOf(word)} ${year}`,
    )
    .replace(
      YEAR_FIRST,
      (_all, year: string, word: string, day: string) => `${day} ${englishOf(word)} ${year} `,
    );
}

function englishOf(word: string): string {
  return MONTHS.find(([, beginnings]) => beginnings.split('|').includes(word))?.[0] ?? word;
}

/** Rewrites Chinese, Japanese and Korean dates with digits and signs alone; takes the text before folding, which would take Korean apart. */
export function withoutHanDates(text: string): string {
  if (!/[年년月월日일午오]/u.test(text)) return text;
  return text
    .replace(/(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/u, '$1-$2-$3 ')
    .replace(/(\d{1,2})\s*[时時시]\s*(\d{1,2})\s*[分분](?:\s*(\d{1,2})\s*[秒초])?/u, '$1:$2')
    .replace(/(?:오후|下午|午後)\s*(\d{1,2}:\d{2}(?::\d{2})?)/u, '$1 pm')
    .replace(/(?:오전|上午|午前)\s*(\d{1,2}:\d{2}(?::\d{2})?)/u, '$1 am');
}
