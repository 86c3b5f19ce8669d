/** Colours for code: read with the first block of code, no part of the first paint. */
import { common, createLowlight } from 'lowlight'

/** A piece of code and what it is, as highlight.js names it; undefined for what has no colour. */
export interface CodePart {
  readonly text: string
  readonly role: string | undefined
}

/** More than this is shown without colours: a grammar may look at each character many times. */
const maxHighlighted = 8_192

const lowlight = createLowlight(common)

type Tree = ReturnType<typeof lowlight.highlight>
type Node = Tree['children'][number]

/** The texts of all parts in a row are `code`. Undefined for a language that is not known, and for what is too long. */
export function highlight(code: string, language: string): ReadonlyArray<CodePart> | undefined {
  if (code.length > maxHighlighted || !lowlight.registered(language)) return undefined
  const parts: Array<CodePart> = []
  const add = (node: Node, role: string | undefined): void => {
    if (node.type === 'text') parts.push({ text: node.value, role })
    else if (node.type === 'element') for (const child of node.children) add(child, roleOf(node) ?? role)
  }
  for (const node of lowlight.highlight(language, code).children) add(node, undefined)
  return parts
}

function roleOf({ properties }: Extract<Node, { type: 'element' }>): string | undefined {
  const names = properties.className
  const [first] = Array.isArray(names) ? names : []
  return typeof first === 'string' ? first.replace(/^hljs-/u, '') : undefined
}
