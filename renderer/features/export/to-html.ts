/**
 * A conversation as one HTML file that opens without a network: no script, nothing loaded from anywhere (its own policy says
 * so), every word of a person escaped and kept from reordering what stands around it.
 */
import type { Message, Version } from '../../../core/conversation/message.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import type { OpId, UserId } from '../../../core/protocol/ids.ts'
import { directionOf, pageLanguage, pageLocale } from '../../languages/language.ts'
import { pageRow } from '../../languages/speech.ts'
import { clockTime, dateText, momentText, startOfDay } from '../../ui/times.ts'
import { anchorOf } from './anchor.ts'
import { escapeHtml, escapeWords } from './escape-html.ts'
import { type MarkupDeps, markupHtml } from './markup-html.ts'
import { pageStyle } from './page-style.ts'
import type { ExportHead, ExportWriter } from './to-json.ts'
import { words } from './words.ts'

export interface HtmlDeps extends Omit<MarkupDeps, 'conversation'> {
  /** A picture as a `data:` address; undefined where it stays out. */
  readonly pictures: ReadonlyMap<string, string>
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

export function writeHtml(head: ExportHead, deps: HtmlDeps): ExportWriter {
  const authors = new Map<OpId, UserId>()
  let day: number | undefined
  const dayHead = (time: number): string => {
    const before = day
    day = startOfDay(time)
    return day === before ? '' : `<h2><time>${escapeHtml(dateText(time))}</time></h2>\n`
  }
  return {
    head: pageHead(head),
    part: (messages) =>
      messages
        .map((message) => {
          // Of two with one id, which only malice makes, the first has it.
          const isFirst = !authors.has(message.id)
          if (isFirst) authors.set(message.id, message.author)
          const about = { ...deps, conversation: head.conversation, authors, isFirst }
          return dayHead(message.at.time) + article(message, about)
        })
        .join(''),
    foot: () => '</main>\n</body>\n</html>\n',
  }
}

function pageHead({ name, workspace, made, sealed, coverage }: ExportHead): string {
  const title = escapeWords(words.documentTitle(name, workspace))
  const facts = [words.made(momentText(made))]
  if (sealed) facts.push(words.madeSealed)
  if (coverage.missing > 0) facts.push(words.incomplete)
  return `<!doctype html>
<html lang="${escapeHtml(pageLocale())}" dir="${directionOf(pageLanguage())}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1 dir="auto">${title}</h1>
${facts.map((fact) => `<p>${escapeWords(fact)}</p>\n`).join('')}</header>
<main>
`
}

interface ArticleDeps extends HtmlDeps, MarkupDeps {
  /** Of what stands in the page so far, for what was answered may have disappeared, or not be on the device. */
  readonly authors: ReadonlyMap<OpId, UserId>
  /** Nothing in the page has its id yet. */
  readonly isFirst: boolean
}

function article(message: Message, deps: ArticleDeps): string {
  const { id, author, at, thread, replyTo, redacted, pinned } = message
  const answered = replyTo ?? thread
  const answeredTo = answered && deps.authors.get(answered)
  const facts = [
    `<time>${escapeHtml(clockTime(at.time))}</time>`,
    message.edited ? escapeWords(words.edited) : '',
    pinned === undefined ? '' : escapeWords(words.pinned(deps.nameOf(pinned.by))),
    message.masked === true ? escapeWords(words.masked) : '',
    answered === undefined || answeredTo === undefined
      ? ''
      : `<a href="#${anchorOf(answered)}">${escapeWords(words.answerTo(deps.nameOf(answeredTo)))}</a>`,
  ].filter((fact) => fact !== '')
  const anchor = deps.isFirst ? ` id="${anchorOf(id)}"` : ''
  return `<article${anchor}${thread === undefined ? '' : ' class="reply"'}>
<p class="meta"><b><bdi>${escapeHtml(deps.nameOf(author))}</bdi></b> ${facts.map((fact) => `<bdi>${fact}</bdi>`).join(' · ')}</p>
${redacted ? `<p class="note">${escapeWords(words.deleted)}</p>` : `<div class="text">${markupHtml(message.text, message, deps)}</div>`}
${earlierOf(message, deps)}${filesOf(message.attachments ?? [], deps)}${reactionsOf(message, deps)}</article>
`
}

const earlierOf = (message: Message, deps: ArticleDeps): string =>
  (message.earlier ?? [])
    .map(
      ({ text, at }: Version) =>
        `<div class="earlier"><p class="note">${escapeWords(words.earlier(momentText(at.time)))}</p><del class="text">${markupHtml(text, message, deps)}</del></div>\n`,
    )
    .join('')

const filesOf = (files: ReadonlyArray<Attachment>, { pictures }: HtmlDeps): string =>
  files
    .map(({ id, name, type, size }) => {
      const picture = pictures.get(id)
      const label = `<p class="files"><bdi>${escapeHtml(name)}</bdi> · <bdi>${escapeHtml(type)}</bdi> · ${escapeWords(words.size(size))}${picture === undefined ? ` · ${escapeWords(words.notInside)}` : ''}</p>\n`
      return picture === undefined
        ? label
        : `${label}<img src="${escapeHtml(picture)}" alt="${escapeHtml(name)}">\n`
    })
    .join('')

const reactionsOf = ({ reactions }: Message, { nameOf }: HtmlDeps): string =>
  reactions.length === 0
    ? ''
    : `<p class="files">${reactions.map(({ emoji, users }) => `<bdi>${escapeHtml(emoji)}</bdi> <bdi>${escapeHtml(pageRow(users.map(nameOf)))}</bdi>`).join(' · ')}</p>\n`
