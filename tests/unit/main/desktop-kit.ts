import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, vi } from 'vitest'

/** What a window leaves behind is on disk. */
export const placeKept = (folder: string): Promise<void> =>
  vi.waitFor(() => expect(readFileSync(path.join(folder, 'desktop.json'), 'utf8')).toContain('"window"'))

/** Each test of the file starts with the arguments that the program was given. */
export function useOwnArguments(): void {
  beforeEach(() => {
    const before = process.argv
    return () => {
      process.argv = before
    }
  })
}
