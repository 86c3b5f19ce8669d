/** Where in a document its text lies, and what may be in it. */
import * as Y from 'yjs'

/** The root type of the text. Stock clients may keep other things under other names. */
const root = 'page'

export const textOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(root)

/**
 * Whether the editor can show it: elements and text alone. Anybody in the workspace may put any Yjs type there; the editor
 * would break over some.
 */
export const isShowable = (type: Y.XmlFragment | Y.XmlElement): boolean =>
  type.toArray().every((child: unknown) => {
    if (child instanceof Y.XmlElement) return isShowable(child)
    return child instanceof Y.XmlText
  })
