import type { Language } from '../news/chat.ts';
import type { Command } from './command.ts';
import { baocao } from './commands/baocao.ts';
import { batnguon, tatnguon } from './commands/batnguon.ts';
import { bientap } from './commands/bientap.ts';
import { bot } from './commands/bot.ts';
import { botheodoi } from './commands/botheodoi.ts';
import { caidat } from './commands/caidat.ts';
import { camon } from './commands/camon.ts';
import { chude } from './commands/chude.ts';
import { diaphuong } from './commands/diaphuong.ts';
import { diemtin } from './commands/diemtin.ts';
import { dung } from './commands/dung.ts';
import { gio } from './commands/gio.ts';
import { goxuong } from './commands/goxuong.ts';
import { kenh } from './commands/kenh.ts';
import { lienket } from './commands/lienket.ts';
import { muigio } from './commands/muigio.ts';
import { ngonngu } from './commands/ngonngu.ts';
import { nguon } from './commands/nguon.ts';
import { nhatky } from './commands/nhatky.ts';
import { opml } from './commands/opml.ts';
import { quantri } from './commands/quantri.ts';
import { solieu } from './commands/solieu.ts';
import { start } from './commands/start.ts';
import { suanguon } from './commands/suanguon.ts';
import { suckhoe } from './commands/suckhoe.ts';
import { tamdung } from './commands/tamdung.ts';
import { themnguon } from './commands/themnguon.ts';
import { theodoi } from './commands/theodoi.ts';
import { thongbao } from './commands/thongbao.ts';
import { thunguon } from './commands/thunguon.ts';
import { tieptuc } from './commands/tieptuc.ts';
import { them, tim } from './commands/tim.ts';
import { trogiup } from './commands/trogiup.ts';
import { thang, tuan } from './commands/tuan.ts';
import { tukhoa } from './commands/tukhoa.ts';
import { vanhanh } from './commands/vanhanh.ts';
import { visao } from './commands/visao.ts';
import { xemtruoc } from './commands/xemtruoc.ts';
import { xoadulieu } from './commands/xoadulieu.ts';
import { xoanguon } from './commands/xoanguon.ts';
import { xuatdulieu } from './commands/xuatdulieu.ts';
import { yenlang } from './commands/yenlang.ts';
import { wordsOf } from './words/speak.ts';

/** Everything that can be asked of the bot; what readers use most comes first. */
export const commands: readonly Command[] = [
  start,
  trogiup,
  diemtin,
  tim,
  them,
  tuan,
  thang,
  visao,
  theodoi,
  botheodoi,
  tukhoa,
  bot,
  camon,
  solieu,
  chude,
  diaphuong,
  gio,
  muigio,
  yenlang,
  caidat,
  ngonngu,
  tamdung,
  tieptuc,
  dung,
  lienket,
  xuatdulieu,
  xoadulieu,
  nguon,
  themnguon,
  thunguon,
  suanguon,
  batnguon,
  tatnguon,
  xoanguon,
  opml,
  goxuong,
  xemtruoc,
  baocao,
  suckhoe,
  vanhanh,
  nhatky,
  quantri,
  bientap,
  kenh,
  thongbao,
];

/** The commands a reader sees in a platform's menu, in Vietnamese or by their English names. What only admins may do is not shown to everybody. */
export function menuOf(
  language: Language,
): readonly { readonly command: string; readonly description: string }[] {
  const { menu } = wordsOf(language).help;
  return commands.flatMap((each) => {
    const description = menu[each.name];
    if (each.who === 'admin' || description === undefined) return [];
    const english = each.aliases[0];
    return [{ command: language === 'en' && english !== undefined ? english : each.name, description }];
  });
}
