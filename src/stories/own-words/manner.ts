import { foldForSearch } from '../../text/fold.ts';

export type MannerFault = 'empty' | 'refusal' | 'cut' | 'markup' | 'appeal';

const fewestWords = 6;

/** What is wrong with an answer before its facts are looked at: nothing there, a refusal, a torso, markup, an appeal to the reader. */
export function mannerFault(text: string): MannerFault | undefined {
  if (text === '') return 'empty';
  const folded = foldForSearch(text);
  if (REFUSAL.test(folded)) return 'refusal';
  if (MARKUP.test(text)) return 'markup';
  if (text.split(' ').length < fewestWords || !/[.!?…]["”’)]?$/u.test(text)) return 'cut';
  return APPEAL.test(folded) ? 'appeal' : undefined;
}

const REFUSAL =
  /^(?:xin loi|rat tiec|toi (?:khong the|xin|la)|khong the (?:tom tat|viet|thuc hien)|i'?m sorry|i am sorry|sorry|i (?:can(?:no|')?t|am unable|won'?t|apologi[sz]e)|unfortunately)|\b(?:as an ai|la mot (?:mo hinh|tri tue|tro ly)|language model|mo hinh ngon ngu|nguon (?:khong du|duoc cung cap)|khong du thong tin|not enough information|provided (?:text|source|array)|mang json)\b/u;

/** Links, tags, code, lists and headings; also the beginnings of an answer that talks about itself. */
const MARKUP =
  /https?:|www\.|[<>{}[\]`*_#|\\]|\b[\p{L}\p{Nd}-]+\.(?:vn|com|net|org|info|io|xyz|top|shop|app)\b|@\w|^(?:[-•+]|\d+[.)]) |^(?:tóm tắt|tin vắn|đoạn tin|bản tin|summary|brief|here is|here's|dưới đây|sau đây)\b/iu;

/** News tells; it does not ask its reader to do something. */
const APPEAL =
  /\b(?:hay (?:goi|lien he|truy cap|nhan|bam|mua|dang ky|tai|dau tu|chuyen|gui)|(?:goi|lien he|truy cap|bam|mua) (?:ngay|vao day|tai day)|hotline|zalo|telegram|ma giam gia|khuyen mai soc|click|call now|buy now|sign up|subscribe|visit our|contact us|cac ban|quy vi|quy khach|ban doc|dear reader)\b|(?:\+84|\b0)\d[\d .]{7,}/u;
