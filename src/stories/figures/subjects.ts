import { foldForSearch } from '../../text/fold.ts';
import type { Mention } from './mentions.ts';

/** Whom the words between the last boundary and the verb speak of, where the lexicon does not know it. */
export interface Subject {
  readonly slug: string;
  /** The words present it as one of a kind ("ngành …", "sản xuất …", "trong đó …"). */
  readonly branch: boolean;
}

/** The unknown subject of a number that inherits its indicator; undefined when nobody new is spoken of. */
export function subjectOf(before: readonly Mention[]): Subject | undefined {
  let start = 0;
  let branch = false;
  for (let i = before.length - 1; i >= 0; i--) {
    const mention = before[i]!;
    const ends =
      (mention.kind === 'mark' && BOUNDARIES.has(mention.mark)) ||
      (mention.kind === 'entry' && STARTS.has(mention.entry.kind));
    if (!ends) continue;
    // The boundary before a list counts, not the commas inside it.
    if (
      !before
        .slice(i + 1)
        .some((m) => m.kind === 'word' || (m.kind === 'entry' && m.entry.kind === 'indicator'))
    )
      continue;
    start = i + 1;
    branch = mention.kind === 'entry' && mention.entry.kind === 'within';
    break;
  }
  const words: string[] = [];
  for (const mention of before.slice(start)) {
    if (mention.kind === 'entry') {
      const { kind, weak } = mention.entry;
      if (kind === 'indicator' && weak === undefined) return undefined;
      if (VERBS.has(kind) && words.length > 0) break;
    }
    if (mention.kind !== 'word') continue;
    if (BRANCH.has(mention.word)) branch = true;
    if (mention.word.length > 1 && !FILLERS.has(mention.word) && !/\d/u.test(mention.word))
      words.push(mention.word);
  }
  if (words.length < (branch ? 1 : 2)) return undefined;
  return { slug: words.slice(0, 5).map(foldForSearch).join('-'), branch };
}

const BOUNDARIES = new Set([',', ';', ')', ':']);
const STARTS = new Set(['within', 'clause']);
const VERBS = new Set(['up', 'down', 'flat', 'share', 'to']);
const BRANCH = new Set(['ngành', 'nhóm', 'mặt', 'sản', 'dịch', 'khu']);
const FILLERS = new Set(
  (
    'đã đang sẽ cũng vẫn chỉ tiếp tục lại còn mới đều khá rất nhẹ mạnh nhanh chậm sâu tới đến thêm được bị theo trong của ' +
    'các những cả nước toàn ngành nhóm hàng mặt sản phẩm khu vực tỉnh thành phố thị trường tại cho qua sang vào ở trên dưới ' +
    'này đó đây cao thấp nhất con số mức kết quả tương ứng tổng trị giá kim ngạch giá lượng tốc độ quy mô hiện nay so với là ' +
    'nhiều ít kỷ lục việc khi sau trước từ để như một hai ba khoảng gần hơn ngay liên tiếp lần đầu tiên thứ lên xuống mạnh ' +
    'đáng kể tích cực chung riêng cùng thời điểm tính số liệu hàng hóa dịch vụ kinh tế việt nam đơn vị phần lớn nhỏ loại ' +
    'huyện xã thành viên mỗi ngày tháng năm quý tuần giờ hôm phiên sáng chiều tối đợt kỳ điều chỉnh bán mua ra tương đương ' +
    'thì nhưng vì do không chưa phải có ấy tức lúc rồi vừa cuối đầu đồng công nghiệp doanh nghiệp đồng loạt trung bình thực tế ' +
    'chính chủ yếu trở về đó nâng đưa kéo đơn vậy hết nơi trong ngoài mốc ghi nhận số lượng toa lô đi chiều giảm tăng gr kg con lũy kế tính chung miền bắc nam tây nguyên đông bộ đồng bằng sông hồng cửu long ven biển duyên hải'
  ).split(' '),
);
