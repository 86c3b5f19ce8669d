/**
 * Reads the files of segments, one after the other, beside the work on messages: a file may take its time, and a message never waits for
 * it. What was read is put by, and its segment in line, which takes it up. Rule SE74.
 */
import { filesIn, readFiles } from './file-documents.ts'
import type { IndexCore } from './index-core.ts'

export interface FileWork {
  /** There may be files to read. */
  readonly wake: () => void
  /** Resolves when none is being read. */
  readonly idle: () => Promise<void>
}

/** `done`: a segment is in line again. */
export function createFileWork(core: IndexCore, done: () => void): FileWork {
  let running: Promise<void> | undefined
  const run = async (): Promise<void> => {
    for (const [key] of core.filesToRead) {
      if (core.isClosed) return
      await readNext(core, key)
      done()
    }
  }
  return {
    wake: () => {
      running ??= run().finally(() => {
        running = undefined
      })
    },
    idle: async () => {
      await running
    },
  }
}

async function readNext(core: IndexCore, key: string): Promise<void> {
  const { files, breathe } = core.deps
  const next = core.filesToRead.get(key)
  if (files === undefined || next === undefined) return
  // What is in memory by now may be on the disk, and out of reach, when the rest has been read.
  const known = filesIn(core.fresh.get(key) ?? {})
  const isOver = (): boolean => core.isClosed
  const read = await readFiles(files, next.named, known, { breathe, isOver })
  core.filesToRead.delete(key)
  if (!core.held.has(key)) return
  core.filesRead.set(key, read)
  core.unread.set(key, next.ref)
}
