import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { chartSize } from './draw.ts';

/** Pixels a picture is wide: sharp on a phone, some 30 KB. */
const pixels = chartSize.width * 1.25;

const family = 'Be Vietnam Pro';
const faces = ['400Regular/BeVietnamPro_400Regular.ttf', '600SemiBold/BeVietnamPro_600SemiBold.ttf'];

/** An SVG of ours as PNG. System fonts are left alone, so that a picture looks the same everywhere. */
export function rasterise(svg: string): Uint8Array {
  const { resolve } = createRequire(import.meta.url);
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: pixels },
    font: {
      loadSystemFonts: false,
      fontFiles: faces.map((face) => resolve(`@expo-google-fonts/be-vietnam-pro/${face}`)),
      defaultFontFamily: family,
    },
  });
  return picture.render().asPng();
}
