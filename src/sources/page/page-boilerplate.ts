/** Class names and ids (lower case) of what is never part of an article's text, wherever it stands. */
export const neverText =
  /(?:^|[\s_-])(?:(?:box|bx|block|list|news|tin|article|post|bai|c|item|section|group)?[_-]?(?:relat(?:ed|e|ion|ions)|lien-?quan|tinlienquan|tin-?khac|tinkhac|tin-?moi|tin-?cung|cung-?chuyen-?muc|doc-?nhieu|xem-?nhieu|xem-?them|read-?more|readmore|recommend(?:ed|ation|ations)?|suggest(?:ion|ions)?|most-?(?:read|view|viewed)|latest|popular)(?:[_-]?(?:news|box|list|article|articles|post|posts|new|wrap|item|title|content))?|adv?|ads|adsbygoogle|advert(?:isement|ising)?|quang-?cao|box_quangcao|banners?|sponsor(?:ed)?|outbrain|taboola|dable|admzone\w*|adm-?\w+|c-banner|share|sharing|sharemxh|socials?|social-\w+|addthis\w*|zalo-share|fb-\w+|like-?box|comments?|binh-?luan|ykien|y-kien|tags?|tag-?list|box-?tags?|article-?tags?|keywords?|tu-?khoa|hashtags?|breadcrumbs?|bread|breadcumb|newsletter|subscribe|popup|modal|tooltip|toolbar|tool-?bar|print|pagination|pager|rating|danh-?gia|vote|poll|survey|copyright|hotline|tts\w*|audio|podcast|player|video-?(?:wrap|box|player|detail)?|link-content-footer|link-?source\w*|urlsource\w*|chisochungkhoan|tindnd|ttvn-link|kbwc\w*|mxh|zce-mini-related|notebox-related|readmore-body-box|insert-center-green-related)(?=$|[\s_-])/;

/** Class names of what a picture says of itself. */
export const captionMarks =
  /(?:^|[\s_-])(?:caption|captions|photocms_caption|figcaption|ck_legend|legend|pcaption|imgdesc|img-?desc|image-?desc|desc_image|img-?note|photo-?note|image|chu-?thich|chuthich|chu_thich|t-caption|tplcaption|wp-caption-text|article-?img-?caption|pic-?desc|credit|photographer|author-photo)(?=$|[\s_-])/;

/** Class names of lines about an article rather than of it, when they are short. */
export const aboutText =
  /(?:^|[\s_-])(?:authors?|author[_-]\w+|byline|by-line|tac-?gia|tacgia|pen-?name|butdanh|but-danh|writer|sources?|nguon|source-?\w*|dates?|date-?\w*|time|times|timestamp|datetime|publish\w*|meta|info|detail-info|category|cate|cat|chuyen-?muc|note-?source|signature|count|views?|location-stamp-date|news-date|post-date)(?=$|[\s_-])/;

/** A heading of other articles, whole line: what follows is no longer this article. */
const otherNewsHeading =
  /^(?:(?:các |những )?(?:tin|bài)(?: viết| báo| tức|,? bài)?(?: vừa| mới)? ?(?:khác|liên quan|mới(?: nhất| hơn| cập nhật| đăng)?|cũ hơn|cùng (?:chuyên mục|chủ đề|loại|mục|tác giả)|nổi bật|nóng|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|hay|đã đưa|24h|bài khác)|(?:đọc|xem) nhiều(?: nhất)?|đọc nhiều trong tuần|(?:tin |bài )?cùng (?:chuyên mục|chủ đề|tác giả|sự kiện)|có thể bạn quan tâm|bạn có thể quan tâm|(?:sự kiện|chủ đề|chuyên đề|dòng sự kiện) liên quan|dòng sự kiện|tiêu điểm|đừng bỏ lỡ|mới nhất|mới cập nhật|có thể bạn chưa biết|gợi ý cho bạn|dành cho bạn|khám phá thêm|bạn đọc quan tâm|các tin đã đưa|các tin khác|tin tiếp theo|(?:ý kiến|bình luận|phản hồi)(?: của)?(?: bạn đọc| độc giả)?(?: ?\(\d+\))?|gửi (?:bình luận|ý kiến|phản hồi)(?: của bạn)?|viết bình luận|related (?:news|articles|stories|posts)|most (?:read|viewed|popular)|latest news|read more|see also|more news|other news|you may also like|comments?(?: ?\(\d+\))?)\s*[:：.…»>]*$/i;

/** A line that points at another article. */
const pointer =
  /^(?:[>»›→▶►•\-–*+]{1,3}\s*)?(?:xem thêm|đọc thêm|xem tiếp|đọc tiếp|tìm hiểu thêm|xem lại|xem ngay|mời (?:bạn đọc|độc giả|quý vị|bạn|quý độc giả)[^.]{0,30}(?:xem|đọc|theo dõi)|tham khảo(?: thêm)?|bài liên quan|tin liên quan|có thể bạn quan tâm|đọc bài gốc|link bài gốc|see (?:also|more)|read (?:also|more))\s*[:：>»]/i;

const arrowPointer = /^(?:>{1,3}|»|›|→|►|▶|☞|👉|✅|➤|➡️?)\s*\S/u;

/** Where an article ends and the house begins to speak; the rest of the container is dropped. */
const houseSpeaks =
  /^(?:(?:©|\(c\)|copyright|bản quyền (?:©|thuộc|\d{4})|® )|(?:ghi rõ nguồn|vui lòng ghi rõ nguồn|không được sao chép|nghiêm cấm sao chép)|(?:mọi )?(?:ý kiến|thông tin) (?:đóng góp|phản hồi|góp ý)[^.]{0,60}(?:xin gửi|gửi về|vui lòng)|mời (?:bạn|độc giả|quý vị|quý khán giả)[^.]{0,40}(?:theo dõi|đón xem|đăng ký|tải ứng dụng|tham gia)[^.]{0,80}|theo dõi [^.]{0,50}(?:trên|tại) (?:google news|facebook|zalo|youtube|tiktok|fanpage|telegram)[^.]{0,40}|đăng ký (?:nhận (?:tin|bản tin|thông báo|email)|theo dõi|kênh)[^.]{0,60}|(?:bạn|quý độc giả|độc giả) (?:đang đọc|có thể gửi|vui lòng)[^.]{0,80}|giấy phép (?:số [^.]{0,30})?(?:hoạt động báo|xuất bản|thiết lập|báo chí|gp-ttđt|gp-bttt)[^.]{0,100}|(?:tổng biên tập|phó tổng biên tập|chịu trách nhiệm (?:nội dung|chính))\s*[:：].{0,80}|hotline\s*[:：]|đường dây nóng\s*[:：]|liên hệ quảng cáo)/i;

/** Buttons, counters and labels that pages print among the text. */
const controls =
  /^(?:chia sẻ(?: (?:bài viết|trên|qua|lên) ?\w*)?|share|tweet|facebook|twitter|x|zalo|linkedin|pinterest|telegram|messenger|email|gửi email|copy link|sao chép(?: liên kết)?|link|in bài(?: viết)?|in|print|lưu(?: bài)?(?: viết)?|thích|like|bình luận|comment|quay lại|trở lại.{0,25}|về trang chủ|trang chủ|lên đầu trang|nghe (?:đọc )?(?:bài|bài viết|audio|tin|nội dung)|đọc bài|nghe|dừng|phát|giọng (?:nam|nữ).{0,15}|(?:nam|nữ) miền (?:bắc|nam|trung)|tốc độ đọc|cỡ chữ|a[-+]?|\+ ?a|- ?a|(?:\d{1,2}:)?\d{1,2}:\d{2}(?: ?\/ ?(?:\d{1,2}:)?\d{1,2}:\d{2})?|0|\d{1,3}|(?:\d+ ?)?(?:lượt xem|bình luận|lượt đọc|views?|comments?).{0,10}|quảng cáo|\(quảng cáo\)|advertisements?|ads?|adv|tài trợ|xem bản đồ|xem ảnh|phóng to|thu nhỏ|đóng|close|next|prev(?:ious)?|trước|sau|tiếp|xem thêm|đọc thêm|thu gọn|mở rộng|more|video|ảnh|clip|infographic|emagazine|podcast|tags?|từ khóa|từ khoá|chủ đề|google news|theo dõi(?: chúng tôi)?|gửi|đánh giá.{0,20}|tăng\/giảm cỡ chữ.{0,20}|bookmark|tin đọc nhiều|home|menu|loading\.*|đang tải.{0,20}|\[?if [^\]]*\]?>?|[-–—_=*•·.…|/\\#~+<>»«]+)$/i;

const tagLine = /^(?:tags?|từ kh[oó][áa]|keywords?|chủ đề|hashtags?|thẻ)\s*[:：]/i;
const hashtagsOnly = /^(?:#[\p{L}\p{N}_]+[\s,;]*)+$/u;

const caption =
  /^(?:\(?(?:ảnh|hình|nguồn ảnh|đồ họa|đồ hoạ|video|clip|photo|infographic|biểu đồ|ảnh tư liệu|thiết kế|minh họa)\)?\s*[:：](?!.*[.!?]\s+\p{L}.{40}).{0,160}|\(?(?:ảnh|hình)(?: ảnh)?(?: chỉ mang tính chất)? (?:minh h[oọ][ạa]|tư liệu|internet|từ internet|itn)\)?\.?)$/iu;
/** "… cho bệnh nhân. Ảnh: Bệnh viện", "… (ảnh: Nam Anh)"; a colon after "hình ảnh" or "tình hình" within a sentence is none. */
const captionEnd =
  /(?:(?:^|\s)(?:Ảnh|ẢNH|Nguồn ảnh|Hình|Đồ họa|Đồ hoạ|Photo|Clip|Video)|\((?:[Ảả]nh|[Nn]guồn ảnh|[Hh]ình|[Đđ]ồ h[oọ][ạa]|[Cc]lip|[Vv]ideo))\s*(?:[:：]\s*[^.:]{1,70}|minh h[oọ][ạa][^.]{0,30}|tư liệu|internet|Internet|ITN)\.?\)?\.?$/u;

const dateLine =
  /^(?:(?:đăng|cập nhật|ngày đăng|ngày|thời gian|xuất bản|published|updated)(?: lúc| ngày| vào)?\s*[:：]?\s*)?(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7])\s*[,–|-]?\s*)?(?:ngày\s*)?(?:(?:lúc\s*)?\d{1,2}[:hg]\d{2}(?::\d{2})?\s*(?:am|pm)?\s*[,–|-]?\s*)?(?:ngày\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s*[,–|-]?\s*(?:(?:lúc\s*)?\d{1,2}[:hg]\d{2}(?::\d{2})?\s*(?:am|pm)?)?\s*(?:\(?gmt\s*[+-]?\d{0,2}(?::?\d{2})?\)?)?$/i;

/** A date with a name or a section glued to it: "02/08/2026Minh Tâm". */
const datedLabel = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!.*[.!?…]$).{0,40}$/;

/** What a line is, by its words alone. */
export type LineVerdict = 'text' | 'noise' | 'other-news' | 'house' | 'caption';

/** Judges one line of a page by its words: text of the article, noise of the page, the heading of other news, the house speaking of itself, or a caption. */
export function judgeLine(line: string): LineVerdict {
  if (line.length <= 80 && otherNewsHeading.test(line)) return 'other-news';
  if (line.length <= 60 && controls.test(line.replace(/\s*[:：]$/, ''))) return 'noise';
  if (!/[\p{L}\p{N}]/u.test(line)) return 'noise';
  if (line.length <= 80 && dateLine.test(line)) return 'noise';
  if (line.length <= 60 && datedLabel.test(line)) return 'noise';
  if (line.length <= 400 && (tagLine.test(line) || hashtagsOnly.test(line))) return 'noise';
  if (line.length <= 300 && houseSpeaks.test(line)) return 'house';
  if (line.length <= 250 && caption.test(line)) return 'caption';
  if (line.length <= 350 && captionEnd.test(line) && sentenceCount(line) <= 3) return 'caption';
  return 'text';
}

/** Whether a line only points at another article: "Xem thêm: …", ">> …". `linked` is the share of its letters inside links. */
export function isPointer(line: string, linked: number): boolean {
  if (pointer.test(line)) return line.length <= 250;
  return arrowPointer.test(line) && line.length <= 250 && linked > 0.5;
}

/** Whether a line that stands last is a signature, a source or a contact rather than text: "Minh Anh (T/h)", "Theo Reuters", "Nguồn: TTXVN". */
export function isSignature(line: string): boolean {
  const text = line.replace(/^[([*\s–—-]+|[)\]*\s.]+$/g, '');
  if (text.length > 90) return false;
  return signatureForms.some((form) => form.test(text)) || signedName(line) !== undefined;
}

/** The name in a signature, its note cut off: "Minh Anh (T/h)" → "Minh Anh". Undefined when the line is no name. */
export function signedName(line: string): string | undefined {
  const name = line
    .replace(/^[([*\s–—-]+|[*\s.]+$/g, '')
    .replace(signatureNote, '')
    .replace(/[)\]\s]+$/, '');
  return isPersonName(name) ? name : undefined;
}

const signatureForms: readonly RegExp[] = [
  /^(?:theo|nguồn|nguồn tin|tác giả|bài(?: và ảnh)?|tin(?:,? ảnh)?|biên (?:tập|dịch|soạn)|thực hiện|phóng viên|ảnh|tổng hợp|dẫn nguồn)\s*[:：]\s*\S.{0,70}$/i,
  /^(?:[Tt]heo|[Nn]guồn)\s+\p{Lu}[^,;:!?]{0,50}$/u,
  /^(?:pv|nhóm pv|nhóm phóng viên|ban biên tập|t\.?\s?h\.?|p\.?v\.?|tổng hợp|btv|ctv|ttxvn)$/i,
  /^\S{0,20}\s?\S+@\S+\.\S+$/,
];

const signatureNote =
  /\s*[(/|-]\s*(?:t\/?h|tổng hợp(?: theo .*)?|theo .*|dịch|lược dịch|ghi|thực hiện|biên dịch|ttxvn|vnanet\.vn|[\p{L}. ]{2,30}(?:\/[\p{L}. ]{2,30})?)\)?$/iu;

/** Two to six words that each start with a capital, as Vietnamese names and pen names do; several joined by hyphens, commas or "và". */
export function isPersonName(text: string): boolean {
  const names = text.split(/\s*(?:,|;|&| - | – |\bvà\b)\s*/u).filter((name) => name !== '');
  if (names.length === 0 || names.length > 5) return false;
  // Some papers sign in capitals.
  if (names.length === 1 && text.length <= 30 && /^\p{Lu}{2,}(?: \p{Lu}{2,}){1,3}$/u.test(text)) return true;
  return names.every((name) => {
    const words = name.split(/\s+/);
    return (
      words.length <= 5 &&
      words.length >= (names.length > 1 ? 1 : 2) &&
      words.every((word) => /^\p{Lu}[\p{Ll}\p{M}.]*$/u.test(word))
    );
  });
}

/** Whether a line reads like prose: it ends as a sentence does, or is long. */
export function isProse(line: string): boolean {
  return line.length >= 200 || (line.length >= 40 && /[.!?…:;”"')\]]$/.test(line));
}

function sentenceCount(line: string): number {
  return line.split(/[.!?…]\s+(?=\p{Lu})/u).length;
}
