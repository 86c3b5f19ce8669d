import { useEffect, useState } from 'react'
import type { Result } from '../../../core/base/result.ts'
import type { Engine } from '../../../core/engine/engine.ts'
import type { DocumentId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { systemClock } from '../../platform/system.ts'
import type { CopiesFailure } from '../../platform/open-copies.ts'
import { type DocumentSession, openDocument } from './session.ts'

export type OpenedDocument = Result<DocumentSession, CopiesFailure>

/** The document, open as long as it is shown; undefined until it is. */
export function useDocument(id: DocumentId): OpenedDocument | undefined {
  const { bridge, openCopies } = usePage()
  const { account, engine } = usePerson()
  const { user, displayName, relay } = account
  const [opened, setOpened] = useState<OpenedDocument>()
  useEffect(() => {
    let isGone = false
    let session: DocumentSession | undefined
    const open = async (): Promise<void> => {
      const copies = await openCopies(user)
      if (isGone) return copies.ok ? copies.value.close() : undefined
      if (!copies.ok) return setOpened(copies)
      session = openDocument({
        document: id,
        copies: copies.value,
        self: { user, name: displayName },
        relay,
        token: () => bridge.call('session.token', {}),
        connection: withDirectory(engine),
        isAwaited: () => isAwaited(engine, id),
        clock: systemClock,
      })
      return setOpened({ ok: true, value: session })
    }
    void open()
    return () => {
      isGone = true
      setOpened(undefined)
      void session?.close()
    }
  }, [id, bridge, openCopies, user, displayName, relay, engine])
  return opened
}

const isAwaited = ({ directory }: Pick<Engine, 'directory'>, id: DocumentId): boolean =>
  directory
    .read()
    .workspaces.some(({ documents }) =>
      documents.some((each) => each.id === id && (each.waits === true || each.refused === true)),
    )

/** Heard, too, when the directory tells of something: of this document, it may be. */
const withDirectory = ({ connection, directory }: Engine): Engine['connection'] => ({
  read: connection.read,
  listen: (listener) => {
    const stops = [connection.listen(listener), directory.listen(listener)]
    return () => stops.forEach((stop) => stop())
  },
})
