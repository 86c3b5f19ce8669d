/** What is written in a document, block by block: the XML fragment `page` of its Yjs document (renderer/features/documents/SPEC.md). */
import * as Y from 'yjs'
import type { OpId } from '../protocol/ids.ts'
import { blockId } from './document.ts'

/** Where the text lies. Clients may keep other things under other names. */
export const pageOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('page')

/** The elements whose content is text; those around them (lists, quotes) have none of their own. */
const textBlocks: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock'])

export interface PageBlock {
  /** The same as long as the block is there, whatever is written in it or around it. */
  readonly id: OpId
  readonly text: string
}

/** In the order in which they stand, empty ones too: the n-th is the n-th block of text on the screen. */
export function blocksOf(page: Y.XmlFragment): ReadonlyArray<PageBlock> {
  return Array.from(elementsOf(page), (element) => ({ id: idOf(element), text: textIn(element) }))
}

/** Which of them it is, counted from 0; -1 if it is gone. */
export const placeOfBlock = (page: Y.XmlFragment, block: OpId): number =>
  Array.from(elementsOf(page), idOf).indexOf(block)

function* elementsOf(page: Y.XmlFragment): Generator<Y.XmlElement> {
  for (const element of page.createTreeWalker(isTextBlock)) if (element instanceof Y.XmlElement) yield element
}

const isTextBlock = (type: unknown): boolean => type instanceof Y.XmlElement && textBlocks.has(type.nodeName)

/** Marks (bold, links) are left out; what is neither text nor mark is a line that ends. */
const textIn = (block: Y.XmlElement): string =>
  block
    .toArray()
    .map((child: unknown) => (child instanceof Y.XmlText ? plainText(child) : '\n'))
    .join('')

/** That of `Y.XmlText` itself writes the marks as tags. */
const plainText = (text: Y.XmlText): string => Y.Text.prototype.toString.call(text)

/** Who made the element, and which of theirs it is. */
function idOf({ _item: item }: Y.XmlElement): OpId {
  const { client, clock } = item?.id ?? { client: 0, clock: 0 } // those of a page all have one
  return blockId(client, clock)
}
