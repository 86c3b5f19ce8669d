/**
 * Whether others are told how far this person has read. If not, nobody is, neither the relay nor the members of a sealed conversation:
 * this person's own devices hear of it through their settings (`read/<conversation>`, a place in the log), and nothing is shown of
 * others' reading either. Rule PS17 in core/sync/SPEC.md.
 */
import { type Clock, millis } from '../../base/clock.ts'
import { conversationId, type ConversationId, isIdText, type WorkspaceId } from '../../protocol/ids.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import type { Stored } from '../../storage/stored.ts'
import { readChoices, saysReading } from './own-choices.ts'
import type { Settings } from './settings.ts'

export interface ReceiptsDeps {
  readonly clock: Clock
  readonly store: LocalStore
  readonly stored: Stored
  readonly workspaces: () => ReadonlyArray<WorkspaceId>
  readonly settings: (workspace: WorkspaceId) => Settings
  /** Undefined for what the directory does not know. */
  readonly workspaceOf: (conversation: ConversationId) => WorkspaceId | undefined
  /** Another device of this person has read up to there. */
  readonly heardOwn: (conversation: ConversationId, seq: number) => void
  /** Others' reading is to be shown now, or no longer. */
  readonly changed: () => void
}

export interface Receipts {
  /** Reads what was so when the app last ran: the settings may come after the relay. */
  readonly begin: () => Promise<void>
  /** Nobody is told, and nothing is shown. */
  readonly areOff: () => boolean
  /** True if it is told to this person's own devices alone. */
  readonly keep: (conversation: ConversationId, seq: number) => boolean
  /** Settings are others. */
  readonly look: () => void
  readonly close: () => Promise<void>
}

/** What is read message by message is said once in so long: each is an entry in the notes. */
const gatherMs = 20_000
/** Conversations of which it is said, in a workspace: of further ones a device knows by itself alone. */
const maxKept = 1_000
const prefix = 'read/'
const flagKey = 'receipts-off'

export function createReceipts(deps: ReceiptsDeps): Receipts {
  const { clock, workspaces, settings, workspaceOf, heardOwn } = deps
  const heard = new Map<ConversationId, number>()
  const due = new Map<ConversationId, number>()
  const flag = createFlag(deps)
  let cancel: (() => void) | undefined
  const all = (): ReadonlyArray<ReadonlyMap<string, string>> =>
    workspaces().map((workspace) => settings(workspace).all.read())
  const say = async (): Promise<void> => {
    cancel = undefined
    const saying = [...due]
    due.clear()
    await Promise.all(
      saying.map(async ([conversation, seq]) => {
        const workspace = workspaceOf(conversation)
        if (workspace !== undefined) await put(settings(workspace), conversation, seq)
      }),
    )
  }
  return {
    begin: flag.begin,
    areOff: flag.isOn,
    keep: (conversation, seq) => {
      if (!flag.isOn()) return false
      if (seq <= Math.max(heard.get(conversation) ?? 0, due.get(conversation) ?? 0)) return true
      due.set(conversation, seq)
      cancel ??= clock.after(millis(gatherMs), () => void say())
      return true
    },
    look: () => {
      const sets = all()
      // As long as nothing is known of the settings it stays as it was.
      if (saysReading(sets)) flag.set(readChoices(sets).hidesReading === true)
      for (const set of sets)
        for (const [key, value] of set) {
          const [conversation, seq] = read(key, value) ?? []
          if (conversation === undefined || seq === undefined || seq <= (heard.get(conversation) ?? 0))
            continue
          if (workspaceOf(conversation) === undefined) continue
          heard.set(conversation, seq)
          heardOwn(conversation, seq)
        }
    },
    close: async () => {
      cancel?.()
      await say()
    },
  }
}

interface Flag {
  readonly begin: () => Promise<void>
  readonly isOn: () => boolean
  readonly set: (on: boolean) => void
}

/** What was chosen last, in the local store. */
function createFlag({ store, stored, changed }: ReceiptsDeps): Flag {
  let isOn = false
  const keep = async (): Promise<void> => {
    const value = isOn ? new Uint8Array(1) : undefined
    stored(await store.write([{ kind: 'value', key: flagKey, value }], { durable: true }), {
      name: flagKey,
      again: keep,
    })
  }
  return {
    begin: async () => {
      const flag = await store.value(flagKey)
      isOn = flag.ok && flag.value !== undefined
    },
    isOn: () => isOn,
    set: (on) => {
      if (on === isOn) return
      isOn = on
      void keep()
      changed()
    },
  }
}

async function put({ all, set }: Settings, conversation: ConversationId, seq: number): Promise<void> {
  const key = prefix + conversation
  const before = read(key, all.read().get(key))?.[1] ?? 0
  const count = Array.from(all.read().keys()).filter((each) => each.startsWith(prefix)).length
  if (seq > before && (before > 0 || count < maxKept)) await set(key, String(seq))
}

/** Undefined for what is none. */
function read(key: string, value: string | undefined): readonly [ConversationId, number] | undefined {
  const id = key.startsWith(prefix) ? key.slice(prefix.length) : ''
  const seq = /^[1-9][0-9]{0,14}$/u.test(value ?? '') ? Number(value) : undefined
  return seq === undefined || !isIdText(id) ? undefined : [conversationId(id), seq]
}
