/** Main's answers on files. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Bridge, BridgeName } from '../../core/bridge/contract.ts'
import type { FileFailure } from '../../core/bridge/files-contract.ts'
import type { Files } from '../files/files.ts'
import type { Session } from '../sign-in/session.ts'

type FilesName = Extract<BridgeName, `files.${string}`>

const locked = fail({ kind: 'locked' } as const)

export function createFilesBridge(session: Pick<Session, 'current'>): Pick<Bridge, FilesName> {
  const files = <Value>(ask: (files: Files) => Promise<Result<Value, FileFailure>>) => {
    const open = session.current()
    return open === undefined ? Promise.resolve(locked) : ask(open.files)
  }
  return {
    'files.begin': ({ conversation, size }) => files((open) => open.begin(conversation, size)),
    'files.write': ({ id, at, bytes }) => files((open) => open.write(id, at, bytes)),
    'files.finish': ({ id }) => files((open) => open.finish(id)),
    'files.send': ({ ids }) => files((open) => open.send(ids)),
    'files.drop': ({ id }) => files((open) => open.drop(id)),
    'files.remove': ({ ids }) => files((open) => open.remove(ids)),
    'files.retry': async ({ id }) => {
      await session.current()?.files.retry(id)
      return undefined
    },
    'files.waiting': () => files((open) => open.waiting()),
    'files.transfers': async () => (await session.current()?.files.transfers()) ?? [],
    'files.fetch': (file) => files((open) => open.fetch(file)),
    'files.beginning': ({ at, upTo, ...file }) => files((open) => open.beginning(file, { at, upTo })),
    'files.kept': () =>
      files(async (open) => {
        const kept = await open.kept()
        return kept.ok ? ok(kept.value.map(({ id }) => id)) : kept
      }),
    'files.read': ({ ticket, at }) => files((open) => open.read(ticket, at)),
  }
}
