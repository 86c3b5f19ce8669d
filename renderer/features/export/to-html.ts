/**
 * A conversation as one HTML file that opens without a network: no script, nothing loaded from anywhere (its own policy says
 * so), every word of a person escaped and kept from reordering what stands around it.
 */
import type { Message } from '../../../core/conversation/message.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import type { ExportHead, ExportWriter } from './to-json.ts'
import type { OpId, UserId } from '../../../core/protocol/ids.ts'
import { directionOf, pageLanguage, pageLocale } from '../../languages/language.ts'
import { pageRow } from '../../languages/speech.ts'
import { momentText } from '../../ui/times.ts'
import { words } from './words.ts'

export interface HtmlDeps {
  readonly nameOf: (user: UserId) => string
  /** A picture as a `data:` address; undefined where it stays out. */
  readonly pictures: ReadonlyMap<string, string>
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:46rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
header p,.meta,.files,.note{color:color-mix(in srgb,currentColor 70%,transparent);font-size:.875rem;margin:.25rem 0}
article{padding:.5rem 0;border-top:1px solid color-mix(in srgb,currentColor 20%,transparent)}
article.reply{margin-inline-start:2rem}
.text{white-space:pre-wrap;overflow:hidden}
img{max-width:100%;height:auto}
del{opacity:.7}`

export function writeHtml(head: ExportHead, { nameOf, pictures }: HtmlDeps): ExportWriter {
  const title = words.documentTitle(head.name, head.workspace)
  return {
    head: `<!doctype html>
<html lang="${escapeHtml(pageLocale())}" dir="${directionOf(pageLanguage())}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1 dir="auto">${escapeHtml(title)}</h1>
<p>${escapeHtml(words.made(momentText(head.made)))}</p>
${head.sealed ? `<p>${escapeHtml(words.madeSealed)}</p>\n` : ''}${head.coverage.missing > 0 ? `<p>${escapeHtml(words.incomplete)}</p>\n` : ''}</header>
<main>
`,
    part: (messages) => messages.map((message) => article(message, nameOf, pictures)).join(''),
    foot: () => '</main>\n</body>\n</html>\n',
  }
}

function article(message: Message, nameOf: HtmlDeps['nameOf'], pictures: HtmlDeps['pictures']): string {
  const { id, author, at, thread, replyTo } = message
  const notes = [
    message.edited ? words.edited : '',
    message.pinned === undefined ? '' : words.pinned(nameOf(message.pinned.by)),
    message.masked === true ? words.masked : '',
  ].filter((note) => note !== '')
  return `<article id="${anchorOf(id)}"${thread === undefined ? '' : ' class="reply"'}>
<p class="meta"><b><bdi>${escapeHtml(nameOf(author))}</bdi></b> · ${escapeHtml(momentText(at.time))}${notes.map((note) => ` · ${escapeHtml(note)}`).join('')}${linkTo(replyTo ?? thread)}</p>
${message.redacted ? `<p class="note">${escapeHtml(words.deleted)}</p>` : `<div class="text" dir="auto">${escapeHtml(message.text)}</div>`}
${(message.earlier ?? []).map(({ text, at: since }) => `<p class="note" dir="auto">${escapeHtml(words.earlier(momentText(since.time)))} <del>${escapeHtml(text)}</del></p>\n`).join('')}${filesOf(message.attachments ?? [], pictures)}${reactionsOf(message, nameOf)}</article>
`
}

const anchorOf = (id: OpId): string => `m-${escapeHtml(id)}`
const linkTo = (id: OpId | undefined): string =>
  id === undefined ? '' : ` · <a href="#${anchorOf(id)}">${escapeHtml(words.answerTo)}</a>`

const filesOf = (files: ReadonlyArray<Attachment>, pictures: HtmlDeps['pictures']): string =>
  files
    .map(({ id, name, type, size }) => {
      const picture = pictures.get(id)
      const label = `<p class="files"><bdi>${escapeHtml(name)}</bdi> · ${escapeHtml(type)} · ${escapeHtml(words.size(size))}${picture === undefined ? ` · ${escapeHtml(words.notInside)}` : ''}</p>\n`
      return picture === undefined
        ? label
        : `${label}<img src="${escapeHtml(picture)}" alt="${escapeHtml(name)}">\n`
    })
    .join('')

const reactionsOf = ({ reactions }: Message, nameOf: HtmlDeps['nameOf']): string =>
  reactions.length === 0
    ? ''
    : `<p class="files">${reactions.map(({ emoji, users }) => `<bdi>${escapeHtml(emoji)}</bdi> <bdi>${escapeHtml(pageRow(users.map(nameOf)))}</bdi>`).join(' · ')}</p>\n`

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What no document may hold becomes the sign for it: nulls, half characters, and what would turn the page's own words around. */
const escapeHtml = (text: string): string =>
  text
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    // oxlint-disable-next-line no-control-regex -- those are what must not stand there
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
    .replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
