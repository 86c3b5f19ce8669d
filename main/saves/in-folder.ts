/** For shells that cannot ask where: a folder for such files, in which no file takes the place of another. */
import { access, mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { ChoosePlace } from './saves.ts'

export const placeIn =
  (folder: string): ChoosePlace =>
  async (name) => {
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined) // opening the file tells
    return freePlace(folder, name)
  }

/** In a folder as it is: one that is not there is not made. */
export async function freePlace(folder: string, name: string): Promise<string> {
  const { name: base, ext } = path.parse(name)
  for (let number = 1; ; number++) {
    const place = path.join(folder, number === 1 ? name : `${base} (${number})${ext}`)
    const isThere = await access(place).then(
      () => true,
      () => false,
    )
    if (!isThere) return place
  }
}
