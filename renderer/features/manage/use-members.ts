import { useEffect, useState } from 'react'
import type { Member } from '../../../core/engine/engine.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'

/** Everybody in a workspace who has an account, by name, as the directory changes. */
export function useMembers(workspace: WorkspaceId): ReadonlyArray<Member> {
  const engine = useEngine()
  const directory = useReadable(engine.directory)
  const [members, setMembers] = useState<ReadonlyArray<Member>>([])
  useEffect(() => {
    let isShown = true
    void engine.members(workspace).then((all) => isShown && setMembers(all))
    return () => {
      isShown = false
    }
  }, [engine, workspace, directory])
  return members
}
