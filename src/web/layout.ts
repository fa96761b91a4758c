import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** Where the pages stand: at the public address, which may have a path. */
export interface Site {
  /** Without a slash at its end; absent when nobody outside can reach us, so that nothing may name a whole address. */
  readonly origin?: string;
  /** Start of every path: empty or `/diemtin`. */
  readonly base: string;
}

/** The site at a public address. */
export function siteAt(publicUrl: string | undefined): Site {
  if (publicUrl === undefined) return { base: '' };
  const url = new URL(publicUrl);
  return { origin: url.origin, base: url.pathname.replace(/\/+$/u, '') };
}

export interface Page {
  readonly title: string;
  readonly description?: string;
  /** Path of the page itself, for share cards. */
  readonly path: string;
  /** Path of the picture of its share card. */
  readonly card?: string;
  readonly kind?: 'website' | 'article';
  readonly wide?: boolean;
  /** Not for search engines: results, the operator's page. */
  readonly hidden?: boolean;
  readonly body: Html;
}

export const siteName = 'Công Thương 60 giây';

const style = readFileSync(new URL('style.css', import.meta.url));

/** The style sheet under a name of its content, so that a browser may keep it for ever. */
export const styleSheet = {
  path: `/style-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`,
  bytes: style,
} as const;

/** A whole page around its body. */
export function layOut(site: Site, page: Page): string {
  const at = (path: string): string => `${site.base}${path}`;
  const whole = (path: string): string | undefined =>
    site.origin === undefined ? undefined : `${site.origin}${site.base}${path}`;
  const address = whole(page.path);
  const card = page.card === undefined ? undefined : whole(page.card);
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${page.description !== undefined && html`<meta name="description" content="${page.description}" />`}
${page.hidden === true && html`<meta name="robots" content="noindex, nofollow" />`}
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${at(styleSheet.path)}">
<link rel="icon" href="${at('/icon.svg')}" type="image/svg+xml">
<link rel="alternate" type="application/rss+xml" title="${siteName}" href="${at('/feed.xml')}">
<link rel="alternate" type="application/feed+json" title="${siteName}" href="${at('/feed.json')}">
${address !== undefined && html`<link rel="canonical" href="${address}" /><meta property="og:url" content="${address}" />`}
<meta property="og:type" content="${page.kind ?? 'website'}">
<meta property="og:site_name" content="${siteName}">
<meta property="og:locale" content="vi_VN">
<meta property="og:title" content="${page.title}">
${page.description !== undefined && html`<meta property="og:description" content="${page.description}" />`}
${card !== undefined && html`<meta property="og:image" content="${card}" /><meta property="og:image:width" content="1200" /><meta property="og:image:height" content="675" /><meta name="twitter:card" content="summary_large_image" />`}
</head>
<body${page.wide === true && html` class="wide"`}>
<a class="skip" href="#noi-dung">Đến nội dung</a>
<header class="top">
<a class="name" href="${at('/')}">${siteName}</a>
<nav aria-label="Chính"><a href="${at('/')}">Hôm nay</a><a href="${at('/solieu')}">Số liệu</a><a href="${at('/tim')}">Tìm</a></nav>
</header>
<main id="noi-dung">
${page.body}
</main>
<footer>
<p>Tóm tắt tự động, số liệu theo nguồn dẫn. Bài viết thuộc về các báo được nêu tên. <a href="${at('/feed.xml')}">RSS</a></p>
</footer>
</body>
</html>
`.markup;
}
