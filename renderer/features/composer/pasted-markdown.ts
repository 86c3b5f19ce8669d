/** What comes with a form of its own off the clipboard, as Markdown. */
import { tableMarkdown } from './table-markdown.ts'

/** What lies on the clipboard, by who wrote it there. */
export interface Pasted {
  readonly html: string
  readonly plain: string
  /** What VS Code says of its own: JSON, with the language as `mode`. */
  readonly editor: string
}

/** Undefined for what is text. Within code, `before` says, all is. */
export function pastedMarkdown(pasted: Pasted, before: string): string | undefined {
  const fences = before.match(/^ {0,3}(?:`{3,}|~{3,})/gmu) ?? []
  if (fences.length % 2 === 1) return undefined
  return tableMarkdown(pasted.html) ?? codeMarkdown(pasted)
}

/** Lines out of an editor, or of a block of code alone. */
function codeMarkdown({ html, plain, editor }: Pasted): string | undefined {
  const code = plain.replaceAll('\r\n', '\n').replace(/^\n+/u, '').trimEnd()
  if (!code.includes('\n') || !(editor !== '' || isCodeAlone(html))) return undefined
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/gu), ([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${languageOf(editor)}\n${code}\n${fence}`
}

/** As editors and pages write it: one element around all, its lines kept as they are. */
function isCodeAlone(html: string): boolean {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const each of body.querySelectorAll('meta, style, script')) each.remove()
  const [outer, another] = Array.from(body.childNodes).filter(({ textContent }) => textContent?.trim() !== '')
  if (!(outer instanceof HTMLElement) || another !== undefined) return false
  return outer.tagName === 'PRE' || outer.style.whiteSpace === 'pre'
}

function languageOf(editor: string): string {
  try {
    const said: unknown = JSON.parse(editor)
    const mode = typeof said === 'object' && said !== null && 'mode' in said ? said.mode : undefined
    return typeof mode === 'string' && mode !== 'plaintext' && /^[\w+#-]{1,20}$/u.test(mode) ? mode : ''
  } catch {
    return ''
  }
}
