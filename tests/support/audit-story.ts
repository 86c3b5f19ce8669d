/** What each call of the API leaves in the audit log (AL1). */
import * as v from 'valibot'
import { look } from './admin-world.ts'
import type { TestRelay } from './relay.ts'

const isRecord = 'what is said, and what becomes of it, is in the log of the conversation'
const isRead = 'changes nothing'
const isOwn = 'about oneself alone, and nobody else can tell'

/** Calls that change something, by a POST, PUT, PATCH or DELETE, and add no line: why not. */
export const unaudited: Readonly<Record<string, string>> = {
  sendMessage: isRecord,
  editMessage: isRecord,
  addReaction: isRecord,
  removeReaction: isRecord,
  pinMessage: isRecord,
  unpinMessage: isRecord,
  postIncoming: isRecord,
  markRead: isOwn,
  setLevel: isOwn,
  setMyPresence: 'seen by all, and kept nowhere',
  startFile: 'nobody has a file before a message names it',
  appendToFile: 'nobody has a file before a message names it',
  finishFile: 'nobody has a file before a message names it',
  putLeaf: 'devices renew it by themselves, signed by a key of the list, whose changes are audited',
  postLinkMessage: 'between one’s own devices; what comes of it is a list, which is audited',
  refresh: 'each device asks four times an hour; it began with a sign-in, which is audited',
  beginProviderSignIn: 'nobody is signed in by it: openProviderSession is audited',
  finishProviderSignIn: 'nobody is signed in by it: openProviderSession is audited',
  lookAtInvitation: isRead,
  queryKeys: isRead,
}

const line = v.object({ action: v.string(), outcome: v.string(), from: v.string() })

export interface AuditWatch {
  /** Lines that were added since, about this call. */
  readonly added: (action: string) => ReadonlyArray<v.InferOutput<typeof line>>
}

const linesOf = ({ folder }: Pick<TestRelay, 'folder'>, after: number): ReadonlyArray<unknown> =>
  look(folder, `SELECT line FROM audit_lines WHERE row > ${after} ORDER BY row`)

/** Of a relay in this process. */
export function watchAudit(relay: Pick<TestRelay, 'folder'>): AuditWatch {
  const [newest] = look(relay.folder, 'SELECT coalesce(max(row), 0) FROM audit_lines')
  return {
    added: (action) =>
      linesOf(relay, Number(newest))
        .map((each) => v.parse(line, JSON.parse(String(each))))
        .filter((each) => each.action === action),
  }
}
