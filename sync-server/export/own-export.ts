/**
 * All that the relay knows of one person and may tell them, for themselves: JSON, one object a line.
 *
 *     {"kind":"account", id, username, displayName, email, picture, status, hasPassword, identities, format}   once, first
 *     {"kind":"device", id, name, active, created, seen}                  each that was not revoked
 *     {"kind":"membership", workspace, name, role}                        each workspace
 *     {"kind":"conversation", id, workspace, name, topic}                 each open one that the person reads, before what they did there
 *     {"kind":"op", conversation, seq, time, op}                          each op of theirs, as in `workspace-export.ts`
 *     {"kind":"end", lines}                                               last: an export without it was cut off
 *
 * `picture` is the image as base64url without padding, where there is one. What was imported under a name that is matched to the account is theirs too. What others wrote is not in it, nor is anything of sealed
 * conversations: the relay cannot read them, and the person's devices have them.
 */
import { bytesToText } from '../../core/protocol/byte-schemas.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import type { Me } from '../identity/profiles.ts'
import type { Store } from '../store/store.ts'
import { logLines, numbered } from './log-lines.ts'

export type OwnExportDeps = Pick<
  Store,
  'accounts' | 'directory' | 'conversations' | 'logs' | 'identity' | 'pictures'
>

/** The lines end with a line feed each. */
export const exportOwn = (deps: OwnExportDeps, me: Me): AsyncIterable<string> => numbered(linesOf(deps, me))

async function* linesOf(deps: OwnExportDeps, me: Me): AsyncIterable<object> {
  const { user, disabled: _, picture: __, ...account } = me
  const image = await deps.pictures.read({ user })
  const picture = image && bytesToText(image)
  yield { kind: 'account', id: user, ...account, picture, format: 'tidings own export 1' }
  for (const { device, ...each } of await deps.accounts.devices(user))
    yield { kind: 'device', id: device, ...each }
  const names = new Set(await deps.accounts.namesOf(user))
  const gateway = deps.identity.gatewayUser
  const wanted = {
    entryOf: (writer: UserId) => writer === gateway || names.has(writer),
    opBy: (writer: UserId) => names.has(writer),
  }
  for (const { id: workspace, name, role } of await deps.directory.membershipsOf(user)) {
    yield { kind: 'membership', workspace, name, role }
    for (const { id, ...place } of await deps.conversations.readable(workspace, user)) {
      yield { kind: 'conversation', id, workspace, name: place.name, topic: place.topic }
      yield* logLines(deps.logs, id, wanted)
    }
  }
}
