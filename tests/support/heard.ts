/** What a person hears who does not see the screen: Chromium's accessibility tree, in order, a line for each thing. */
import type { Page } from 'playwright-core'

interface Node {
  readonly nodeId: string
  readonly ignored: boolean
  readonly role?: { readonly value?: unknown }
  readonly name?: { readonly value?: unknown }
  readonly description?: { readonly value?: unknown }
  readonly properties?: ReadonlyArray<{ readonly name: string; readonly value: { readonly value?: unknown } }>
  readonly childIds?: ReadonlyArray<string>
  readonly backendDOMNodeId?: number
}

/** Said by none: they hold others. What is in them is heard. */
const silent = new Set([
  'none',
  'generic',
  'RootWebArea',
  'InlineTextBox',
  'LineBreak',
  'ListMarker',
  'LabelText',
  'paragraph',
])
/** Their name is all there is to hear. */
const whole = new Set([
  'heading',
  'button',
  'link',
  'image',
  'option',
  'menuitem',
  'tab',
  'radio',
  'checkbox',
  'textbox',
])
/** Nothing is heard of them as long as they say nothing. */
const regions = new Set(['alert', 'status'])
const states = ['checked', 'expanded', 'pressed', 'selected', 'disabled', 'level']

const textOf = (part: { readonly value?: unknown } | undefined): string =>
  typeof part?.value === 'string' ? part.value.replaceAll(/\s+/gu, ' ').trim() : ''

function lineOf(node: Node): string | undefined {
  const role = textOf(node.role)
  const name = textOf(node.name)
  if (role === 'StaticText') return name === '' ? undefined : name
  const said = (node.properties ?? [])
    .filter(
      ({ name: state, value }) => states.includes(state) && value.value !== false && value.value !== 'false',
    )
    .map(({ name: state, value }) => (state === 'level' ? String(value.value) : state))
  const named = name === '' ? '' : ` “${name}”`
  const description = textOf(node.description)
  return `${[role, ...said].join(' ')}${named}${description === '' ? '' : ` (${description})`}`
}

/** Lines from `under` on, indented as things lie in each other. Moments are `hh:mm` and `day, date`. */
export async function heardOn(page: Page, under = 'body'): Promise<string> {
  const debug = await page.context().newCDPSession(page)
  try {
    const { root } = await debug.send('DOM.getDocument', { depth: 0 })
    const { nodeId } = await debug.send('DOM.querySelector', { nodeId: root.nodeId, selector: under })
    const { node: start } = await debug.send('DOM.describeNode', { nodeId })
    const { nodes }: { nodes: ReadonlyArray<Node> } = await debug.send('Accessibility.getFullAXTree')
    const known = new Map(nodes.map((node) => [node.nodeId, node]))
    const lines: Array<string> = []
    const walk = (node: Node, depth: number): void => {
      const role = textOf(node.role)
      const isSilent = node.ignored || (silent.has(role) && textOf(node.name) === '')
      const line = isSilent || role === 'InlineTextBox' || role === 'RootWebArea' ? undefined : lineOf(node)
      if (line !== undefined) lines.push('  '.repeat(depth) + line)
      if (!node.ignored && whole.has(role)) return
      const before = lines.length
      for (const id of node.childIds ?? []) {
        const child = known.get(id)
        if (child !== undefined) walk(child, line === undefined ? depth : depth + 1)
      }
      if (regions.has(role) && lines.length === before) lines.pop()
    }
    const first = nodes.find(({ backendDOMNodeId }) => backendDOMNodeId === start.backendNodeId)
    if (first !== undefined) walk(first, 0)
    return lines
      .join('\n')
      .replaceAll(/\b\d{1,2}:\d{2}\b/gu, 'hh:mm')
      .replaceAll(/\w+day, \d+ \w+ \d{4}/gu, 'day, date')
  } finally {
    await debug.detach()
  }
}

/** From now on keeps what live regions say. The page hears it as a screen reader does: as their text changes. */
export async function listenTo(page: Page): Promise<() => Promise<ReadonlyArray<string>>> {
  await page.evaluate(() => {
    const said: Array<string> = []
    const live = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], output'
    new MutationObserver((changes) => {
      const regions = new Set(
        changes.flatMap(({ target }) => {
          const element = target instanceof Element ? target : target.parentElement
          return element?.closest(live) ?? []
        }),
      )
      for (const region of regions) {
        const text = region.textContent?.trim() ?? ''
        if (text !== '') said.push(text)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    Object.assign(window, { said })
  })
  return () => page.evaluate<ReadonlyArray<string>>('[...window.said]')
}
