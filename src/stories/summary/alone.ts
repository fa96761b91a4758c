/** Ways in which a sentence leans on what stood before it; each 0 or 1. */
export interface Leaning {
  /** Opens with a connective (Theo đó, Tuy nhiên, Ngoài ra …). */
  readonly connective: number;
  /** Points back at a person or thing named before (ông này, việc này, bà cho biết …). */
  readonly pointing: number;
  /** A quotation without a speaker in the same sentence. */
  readonly orphanQuote: number;
  /** No finished sentence: a heading, a caption, a question, a signature. */
  readonly unfinished: number;
}

const CONNECTIVE =
  /^(?:["“'‘–-]\s*)?(?:theo đó|tuy nhiên|tuy vậy|tuy thế|ngoài ra|bên cạnh đó|cạnh đó|đồng thời|do đó|do vậy|vì vậy|vì thế|bởi vậy|bởi thế|nhưng|và|mặc dù vậy|mặt khác|trong khi đó|trong đó|cụ thể|chẳng hạn|ví dụ|đáng chú ý|đặc biệt|hơn nữa|thậm chí|tương tự|ngược lại|trái lại|song|còn|sau đó|trước đó|tiếp đó|khi đó|lúc đó|từ đó|qua đó|nhờ đó|nhờ vậy|như vậy|cùng với đó|kết quả là|nói cách khác|thay vào đó|theo ông|theo bà|cũng theo|ở chiều ngược lại|về phía mình|hiện nay thì|thế nhưng|bởi|vậy nên|cho nên|rồi|ngay sau đó|cùng ngày|cùng thời điểm|cũng trong|tại đây|ở đây|đây là|đó là|điều này|việc này|điều đó|việc đó)(?![\p{L}\p{M}])/iu;
const POINTING_START =
  /^(?:ông|bà|anh|chị|em|cô|chú|họ|nó|y|hắn|thị|chúng|tôi|chúng tôi|mình|ông này|bà này|người này|người đàn ông này|người phụ nữ này)\s+(?:\p{Ll}|$)/iu;
const POINTING =
  /(?<![\p{L}\p{M}])(?:ông|bà|anh|chị|cô|người|vị|công ty|doanh nghiệp|đơn vị|cơ quan|dự án|sản phẩm|mặt hàng|loại|vấn đề|vụ việc|sự việc|tình trạng|con số|quy định|quyết định|nước|tỉnh|thị trường) (?:này|ấy|nọ|trên|đó|nói trên|kể trên)(?![\p{L}\p{M}])/iu;
const SPEAKER =
  /(?<![\p{L}\p{M}])(?:cho biết|cho hay|nói|cho rằng|khẳng định|nhấn mạnh|chia sẻ|nhận định|đánh giá|tuyên bố|phát biểu|trả lời|bày tỏ|kể|viết|dẫn lời|theo|giải thích|thông tin|lưu ý|cảnh báo|đề nghị)(?![\p{L}\p{M}])/iu;

/** Tells how a sentence leans on its surroundings. */
export function leaningOf(sentence: string): Leaning {
  const quoted =
    /^["“]/u.test(sentence) || (/["“][^"”]{60,}/u.test(sentence) && !/["”]/u.test(sentence.slice(-2)));
  return {
    connective: CONNECTIVE.test(sentence) ? 1 : 0,
    pointing: POINTING_START.test(sentence) || POINTING.test(sentence.slice(0, 60)) ? 1 : 0,
    orphanQuote: quoted && !SPEAKER.test(sentence) ? 1 : 0,
    unfinished: /[.!…]["”’)\]]*$/u.test(sentence) ? 0 : 1,
  };
}
