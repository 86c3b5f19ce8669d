/** What may be in the text of a document. */
import * as Y from 'yjs'

/**
 * Whether the editor can show it: elements and text alone. Anybody in the workspace may put any Yjs type there; the editor
 * would break over some.
 */
export const isShowable = (type: Y.XmlFragment | Y.XmlElement): boolean =>
  type.toArray().every((child: unknown) => {
    if (child instanceof Y.XmlElement) return isShowable(child)
    return child instanceof Y.XmlText
  })
