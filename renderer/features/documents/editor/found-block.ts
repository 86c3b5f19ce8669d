/** The block that was looked for: scrolled to, with the cursor in it, and marked as long as that stays there. */
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { isIdText, type OpId, opId } from '../../../../core/protocol/ids.ts'
import { blocksOf, placeOfBlock } from '../../../../core/search/page-blocks.ts'
import styles from './editor.module.css'

interface Mark {
  readonly block: OpId | undefined
  readonly drawn: DecorationSet
}

const nothing: Mark = { block: undefined, drawn: DecorationSet.empty }
const key = new PluginKey<Mark>('found-block')

export const createFoundBlock = (page: Y.XmlFragment): Extension =>
  Extension.create({
    name: 'foundBlock',
    addProseMirrorPlugins: () => [
      new Plugin<Mark>({
        key,
        state: {
          init: () => nothing,
          apply: (transaction, mark, _before, { doc, selection }) => {
            const asked: unknown = transaction.getMeta(key)
            if (asked === undefined && !transaction.docChanged && !transaction.selectionSet) return mark
            const block = isIdText(asked) ? opId(asked) : mark.block
            const place = block && textBlocksOf(doc)[placeOfBlock(page, block)]
            if (place === undefined || selection.from < place.from || selection.to > place.to) return nothing
            const { from, to } = place
            // What others write draws the whole text anew: the place is looked up each time, not carried along.
            return {
              block,
              drawn: DecorationSet.create(doc, [Decoration.node(from, to, { class: styles.found ?? '' })]),
            }
          },
        },
        props: { decorations: (state) => key.getState(state)?.drawn },
      }),
    ],
  })

/** Shows it once the editor has its text; `done` is called when it is shown or found to be gone. Ends with the returned function. */
export function showBlock(editor: Editor, page: Y.XmlFragment, block: OpId, done: () => void): () => void {
  const stop = (): void => void editor.off('transaction', look)
  const look = (): void => {
    const place = placeOfBlock(page, block)
    if (place === -1) return end() // somebody has taken it out since
    const { text } = blocksOf(page)[place] ?? { text: '' }
    const there = textBlocksOf(editor.state.doc)[place]
    if (there?.text !== text) return // not yet drawn
    end()
    const { view, state } = editor
    const selection = TextSelection.create(state.doc, there.from + 1)
    view.dispatch(state.tr.setSelection(selection).setMeta(key, block))
    const drawn = view.nodeDOM(there.from)
    if (drawn instanceof Element) drawn.scrollIntoView({ block: 'center' })
    if (window.matchMedia('(hover: hover)').matches) view.focus() // else it would bring up a keyboard over what was found
  }
  const end = (): void => {
    stop()
    done()
  }
  editor.on('transaction', look)
  look()
  return stop
}

interface TextBlock {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** In the order in which they stand, as `blocksOf` has them. */
function textBlocksOf(doc: Node): ReadonlyArray<TextBlock> {
  const found: Array<TextBlock> = []
  doc.descendants((node, from) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, '\n', '\n')
    found.push({ from, to: from + node.nodeSize, text })
    return false
  })
  return found
}
