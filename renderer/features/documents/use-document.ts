import { useEffect, useState } from 'react'
import type { Result } from '../../../core/base/result.ts'
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
        connection: engine.connection,
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
