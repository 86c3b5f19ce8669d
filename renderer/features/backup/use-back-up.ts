import { useCallback } from 'react'
import { fail, type Result } from '../../../core/base/result.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { rememberedFor } from '../../platform/remembered.ts'
import { type BackUpFailure, type BackupAsk, makeBackup } from './make-backup.ts'
import { words } from './words.ts'

/** Of what this device remembers: when the last backup was made on it, in milliseconds since 1970. */
export const madeKey = 'backup-made'

/** `begin` is given the name of the file. */
type BackUp = (
  ask: Pick<BackupAsk, 'progress' | 'stop'> & {
    readonly begin: (name: string) => ReturnType<BackupAsk['begin']>
  },
) => Promise<Result<string, BackUpFailure>>

/** Makes a backup of the account that is open, and answers with where it is. */
export function useBackUp(): BackUp {
  const { bridge, clock, openHistory, openCopies, remembered } = usePage()
  const { account, engine } = usePerson()
  return useCallback(
    async ({ begin, ...ask }) => {
      const [store, copies] = [await openHistory(account.user), await openCopies(account.user)]
      if (!store.ok || !copies.ok) return fail({ kind: 'locked' })
      const { workspaces } = engine.directory.read()
      const day = new Date(clock.now()).toISOString().slice(0, 10)
      const made = await makeBackup({
        ...ask,
        bridge,
        begin: () => begin(`${words.fileName} ${account.username} ${day}.tidings`),
        store: store.value,
        copies: copies.value,
        documents: workspaces.flatMap(({ documents }) => documents.map(({ id }) => id)),
      })
      await Promise.all([store.value.close(), copies.value.close()])
      if (made.ok) rememberedFor(remembered, account.user).write(madeKey, String(clock.now()))
      return made
    },
    [bridge, clock, openHistory, openCopies, remembered, account, engine],
  )
}
