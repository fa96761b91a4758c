import { foldForSearch } from './fold.ts';
import { facts } from './gazetteer.ts';
import { keyOf, readText, stepKey } from './reading.ts';
import { add, trie } from './syllable-trie.ts';
import type { Trie } from './syllable-trie.ts';

/** What a name may mean. */
export type Meaning =
  | { readonly kind: 'province'; readonly id: string; readonly safe: boolean; readonly form: Form }
  | {
      readonly kind: 'gate' | 'port';
      readonly id: string;
      readonly before: string;
      readonly since: string;
      readonly safe: boolean;
      readonly form: Form;
    }
  | {
      readonly kind: 'town';
      readonly before: string;
      readonly since: string;
      readonly safe: boolean;
      readonly form: Form;
    }
  /** `safe` when the name itself says that it is a zone. */
  | {
      readonly kind: 'zone';
      readonly before: string;
      readonly since: string;
      readonly safe: boolean;
      readonly form: Form;
    }
  | { readonly kind: 'region'; readonly id: string; readonly form: Form }
  /** A name that only contains a place: Thái Bình Dương, Hoàng Anh Gia Lai. */
  | { readonly kind: 'other'; readonly foreign: boolean; readonly form: Form };

/** How each syllable must be written: 0 any way, 1 with a capital, 2 all in capitals. */
type Form = readonly (0 | 1 | 2)[];

/** Names of companies, clubs and seas that contain the name of a place. */
const OTHER_NAMES = [
  'Thái Bình Dương',
  'Đồng Tháp Mười',
  'Hoàng Anh Gia Lai',
  'Quốc Cường Gia Lai',
  'Đức Long Gia Lai',
  'Thép Xanh Nam Định',
  'Dệt Nam Định',
  'Dệt may Nam Định Group',
  'Xi măng Hà Tiên',
  'Vicem Hà Tiên',
  'Xi măng Bỉm Sơn',
  'Đạm Cà Mau',
  'Đạm Phú Mỹ',
  'Đạm Ninh Bình',
  'Phú Mỹ Hưng',
  'cầu Phú Mỹ',
  'Tân Cảng Sài Gòn',
  'Bia Sài Gòn',
  'Bia Sài Gòn - Hà Nội',
  'Rượu Bia Nước giải khát Hà Nội',
  'Bia Rượu Nước giải khát Hà Nội',
  'Bia Hà Nội',
  'Hà Nội Mới',
  'Hà Nội FC',
  'Sài Gòn - Hà Nội',
  'Sài Gòn Thương Tín',
  'Sài Gòn Giải Phóng',
  'Thời báo Kinh tế Sài Gòn',
  'Tạp chí Kinh tế Sài Gòn',
  'Sài Gòn Co.op',
  'Saigon Co.op',
  'Cao su Sài Gòn',
  'Cao su Đồng Nai',
  'Giày Thái Bình',
  'Dây cáp điện Thái Bình',
  'Thuốc sát trùng An Giang',
  'Yến sào Khánh Hòa',
  'Dược Hậu Giang',
  'Nhựa Bình Minh',
  'bánh kẹo Hữu Nghị',
  'Thực phẩm Hữu Nghị',
  'Hữu Nghị Food',
  'Việt Đức Hữu Nghị',
  'SHB Đà Nẵng',
  'Becamex Bình Dương',
  'Sông Lam Nghệ An',
  'Hồng Lĩnh Hà Tĩnh',
  'Đông Á Thanh Hóa',
  'Topenland Bình Định',
  'Than Quảng Ninh FC',
  'Hòa Bình Minzy',
  'bún bò Huế',
  'Đại học Quốc gia Hà Nội',
  'ĐHQG Hà Nội',
  'ĐHQG TP.HCM',
  'ĐH Quốc gia Hà Nội',
  'ĐH Quốc gia TP.HCM',
  'Đại học Quốc gia TP.HCM',
  'Đại học Quốc gia TP. Hồ Chí Minh',
  'Đoàn TNCS Hồ Chí Minh',
  'Thanh niên Cộng sản Hồ Chí Minh',
  'Đường mòn Hồ Chí Minh',
];

/** Nicknames and abbreviations so short or common that they are never taken alone. */
const NEVER = new Set(['xứ dừa', 'SG', 'BD', 'ĐNa']);

/** The names of places as a tree of syllables, for texts with or without diacritics. */
export function placeTrie(plain: boolean): Trie<Meaning> {
  return plain ? (plainTrie ??= build(true)) : (fullTrie ??= build(false));
}

let fullTrie: Trie<Meaning> | undefined;
let plainTrie: Trie<Meaning> | undefined;

function build(plain: boolean): Trie<Meaning> {
  const root = trie<Meaning>();
  const seen = new Set<string>();
  const put = (name: string, make: (form: Form) => Meaning): void => {
    if (NEVER.has(name)) return;
    const read = readText(name, plain);
    const form = read.raw.map((word, i) => (word === 'Quốc' && read.raw[i + 1] === 'tế' ? 0 : formOf(word)));
    const keys = read.raw.map(plain ? foldForSearch : keyOf);
    // A dash or dot inside a name may as well be a space.
    for (const spaced of [false, true]) {
      const path = keys.map((key, i) =>
        i === 0 ? key : stepKey(spaced && /^[-.]$/u.test(read.gaps[i]!) ? '' : read.gaps[i]!, key),
      );
      const meaning = make(form);
      const identity = JSON.stringify([path, meaning]);
      if (!seen.has(identity)) add(root, path, meaning);
      seen.add(identity);
      if (!read.gaps.some((gap, i) => i > 0 && /^[-.]$/u.test(gap))) break;
    }
  };
  for (const { id, vi, aliases = [] } of facts.provinces) {
    put(vi, (form) => ({ kind: 'province', id, safe: true, form }));
    for (const [name, safe] of aliases)
      put(name, (form) => ({ kind: 'province', id, safe: safe === 1, form }));
  }
  put('T.P Hồ Chí Minh', (form) => ({ kind: 'province', id: 'ho-chi-minh', safe: true, form }));
  for (const gate of facts.gates) {
    for (const name of [...gate.names, ...gate.names.flatMap(alsoCalled)]) {
      const safe =
        gate.safe === 1 || /^\p{Ll}/u.test(name) || /cửa khẩu|CKQT|KKT|mốc|Quan\b|Xà Xía/u.test(name);
      put(name, (form) => ({
        kind: 'gate',
        id: gate.id,
        before: gate.before,
        since: gate.since,
        safe,
        form,
      }));
    }
  }
  for (const hub of facts.hubs) {
    for (const name of [...hub.names, ...hub.names.flatMap(inLowerCase)]) {
      const safe = name !== 'khu trung chuyển hàng hoá';
      put(name, (form) => ({ kind: 'port', id: hub.id, before: hub.before, since: hub.since, safe, form }));
    }
  }
  for (const [name, before, since, safe] of facts.localities) {
    put(name, (form) => ({ kind: 'town', before, since, safe: safe === 1, form }));
  }
  for (const [names, before, since] of facts.zones) {
    for (const name of names) {
      // The few economic zones known by a bare name of their own: Dung Quất, Chu Lai, Nghi Sơn.
      const known = names.some(
        (other) =>
          other === `KKT ${name}` || (other !== name && /^KKT (?:mở )?/u.test(other) && other.endsWith(name)),
      );
      const safe =
        known ||
        /^(?:KKT|KKTM|KCX|KCNC|Khu|VSIP|WHA|DEEP|Becamex|Texhong|THACO|Amata|FTZ|SHTP|Green)(?![\p{L}])/u.test(
          name,
        );
      put(name, (form) => ({ kind: 'zone', before, since, safe, form }));
      // "Khu kinh tế Vân Phong" is written as often as "KKT Vân Phong".
      if (name.startsWith('KKT ')) {
        put(`Khu kinh tế ${name.slice(4)}`, (form) => ({ kind: 'zone', before, since, safe: true, form }));
      }
    }
  }
  for (const [name, ids] of facts.historic) {
    for (const id of ids) put(name, (form) => ({ kind: 'province', id, safe: true, form }));
  }
  for (const { id, vi, aliases } of facts.regions) {
    for (const name of [vi, ...aliases])
      put(name, (form) => ({ kind: 'region', id, form: form.map(loosen) }));
  }
  for (const { id, vi, aliases } of facts.macroRegions) {
    for (const name of [vi, ...aliases])
      put(name, (form) => ({ kind: 'region', id, form: form.map(loosen) }));
  }
  for (const name of OTHER_NAMES)
    put(name, (form) => ({ kind: 'other', foreign: false, form: form.map(loosen) }));
  for (const name of facts.foreign) put(name, (form) => ({ kind: 'other', foreign: true, form }));
  return root;
}

/** Gates are as often written out: "Khu kinh tế cửa khẩu Mộc Bài", "ga liên vận quốc tế Đồng Đăng". */
function alsoCalled(name: string): string[] {
  if (name.startsWith('KKT cửa khẩu '))
    return [`Khu kinh tế ${name.slice(4)}`, `khu kinh tế ${name.slice(4)}`];
  const station = /^ga quốc tế (.+)$/iu.exec(name);
  return station === null ? [] : [`ga liên vận quốc tế ${station[1]}`, `ga liên vận ${station[1]}`];
}

/** "Cảng biển Hải Phòng" stands inside a sentence as "cảng biển Hải Phòng". */
function inLowerCase(name: string): string[] {
  return /^(?:Cảng|Cụm|Ga|Sân|Cầu) /u.test(name) ? [name[0]!.toLowerCase() + name.slice(1)] : [];
}

function formOf(syllable: string): 0 | 1 | 2 {
  if (syllable.length > 1 && syllable === syllable.toUpperCase() && syllable !== syllable.toLowerCase())
    return 2;
  return syllable[0] === syllable[0]!.toLowerCase() ? 0 : 1;
}

/** Words such as "đồng bằng" or "bia" before a name are written either way. */
function loosen(form: 0 | 1 | 2, index: number): 0 | 1 | 2 {
  return index === 0 && form === 1 ? 0 : form;
}
