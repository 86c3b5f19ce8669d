/** A name that every system takes, of what a person called something. */
import { words } from './words.ts'

const maxName = 60

export function exportFileName(name: string, made: number, ending: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N} ._-]/gu, ' ')
    .replaceAll(/^[^\p{L}\p{N}]+/gu, '')
    .replaceAll(/\s+/gu, ' ')
  const short = Array.from(plain).slice(0, maxName).join('').trim()
  const date = new Date(made).toISOString().slice(0, 10)
  return `${short === '' ? words.unnamed : short} ${date}.${ending}`
}
