import { createRequire } from 'node:module';
import { chartSize } from './draw.ts';

/** Pixels a picture is wide: sharp on a phone, some 30 KB. */
const pixels = chartSize.width * 1.25;

const family = 'Be Vietnam Pro';
const faces = ['400Regular/BeVietnamPro_400Regular.ttf', '600SemiBold/BeVietnamPro_600SemiBold.ttf'];

/**
 * An SVG of ours as PNG, drawn off the main thread. The library is loaded with the first picture: a bot that draws none never pays
 * for it. System fonts are left alone, so that a picture looks the same everywhere.
 */
export async function rasterise(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'width', value: pixels },
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: family },
  });
  return picture.asPng();
}

function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return faces.map((face) => resolve(`@expo-google-fonts/be-vietnam-pro/${face}`));
}
