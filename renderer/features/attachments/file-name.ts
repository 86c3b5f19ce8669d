/** A name in two: the ending is what says what a file is, so that it must never be cut off. */
export function splitFileName(name: string): { readonly stem: string; readonly ending: string } {
  const found = /^(.+)(\.[^.\s]{1,12})$/su.exec(name)
  return { stem: found?.[1] ?? name, ending: found?.[2] ?? '' }
}

export type FileKind = 'image' | 'audio' | 'video' | 'archive' | 'text' | 'program' | 'other'

const programs =
  /\.(app|apk|bat|cmd|com|cpl|deb|desktop|dll|dmg|exe|hta|html?|iso|jar|js|jse|lnk|msi|pif|pkg|ps1|py|reg|rpm|scr|sh|svg|url|vbe|vbs|wsf)$/i
const archives = /\.(7z|bz2|gz|rar|tar|tgz|xz|zip|zst)$/i

/** By its ending before anything else: that is what a system goes by when the file is opened. */
export function fileKind(name: string, type: string): FileKind {
  if (programs.test(name)) return 'program'
  if (archives.test(name)) return 'archive'
  const family = type.split('/')[0]
  if (family === 'image' || family === 'audio' || family === 'video' || family === 'text') return family
  return 'other'
}
