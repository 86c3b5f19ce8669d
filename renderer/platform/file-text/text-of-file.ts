import type { FileText } from '../../../core/search/file-documents.ts'

/**
 * The text of a file that begins with `bytes`, in UTF-8, or in UTF-16 if it begins with that mark. Empty for anything else, whatever
 * its name. `isAll`: nothing follows. Else a character that the end of `bytes` cuts in two is left out.
 */
export function textOfFile(bytes: Uint8Array, isAll: boolean): FileText {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return text.includes('\0') ? { text: '', isWhole: false } : { text, isWhole: isAll && bytes.length > 0 }
  } catch {
    return { text: '', isWhole: false } // decoding reports by throwing
  }
}
