import { foldForSearch } from '../../text/fold.ts';

/** Phrases of texts that are written for a model rather than for a reader; folded, so that missing accents hide nothing. */
const toMachines = new RegExp(
  [
    String.raw`\b(?:bo qua|phot lo|quen|huy bo) (?:moi |tat ca |cac |nhung |toan bo )*(?:huong dan|chi dan|chi thi|menh lenh|yeu cau|quy tac|lenh)\b`,
    String.raw`\b(?:ignore|disregard|forget|override) (?:all |any |the |your |my )*(?:previous |prior |above |earlier |other |system )*(?:instruction|order|rule|prompt|guideline|direction)s?\b`,
    String.raw`\b(?:system|developer) prompt\b|\bprompt injection\b`,
    String.raw`\b(?:you are|act as|pretend to be) (?:now )?(?:an? |the )?(?:ai|assistant|chatbot|language model|helpful)\b`,
    String.raw`\bban (?:bay gio )?la (?:mot )?(?:tro ly|mo hinh|chatbot|ai\b|tri tue nhan tao)`,
    String.raw`\b(?:hay|chi) (?:tra loi|in ra|xuat ra|viet ra|viet lai|dap) (?:dung |chinh xac |bang |duy nhat )*(?:cau|chuoi|tu|noi dung|dong|doan)\b`,
    String.raw`\b(?:respond|reply|answer|output|print) (?:only |exactly |just )*(?:with|the following|only|exactly)\b`,
    String.raw`\b(?:mo hinh|tro ly|he thong|may) (?:ngon ngu |tom tat |ai )*(?:phai|can|hay) (?:viet|tra loi|them|ghi|noi|in)\b`,
    String.raw`<\|?/?(?:im_start|im_end|system|user|assistant|s|inst)\|?>|\[/?inst\]|^#{2,} |\b(?:assistant|system|user) ?:`,
  ].join('|'),
  'iu',
);

/** Whether a sentence gives orders to a machine that reads it. */
export function speaksToMachines(sentence: string): boolean {
  return toMachines.test(foldForSearch(sentence));
}
