/**
 * What this person has put out of their lists: direct messages, groups, chats of documents. With it stands how far the log was
 * known then: a message of somebody else behind that brings the conversation back, whenever its clock says that it was written, unless the person
 * is told nothing of it. So all devices come to the same by themselves. One that has come back is taken off the settings, lest it be
 * gone again when it is muted some day. Rule PS21 in core/sync/SPEC.md.
 *
 *   archive/<conversation>   a place in the log: what stands behind it is newer; 0 where there was nothing
 */
import type { NotifyLevel } from '../../protocol/directory.ts'
import { conversationId, type ConversationId, type WorkspaceId } from '../../protocol/ids.ts'
import { createOwnOf, type OwnOfDeps } from './own-of.ts'
import type { KeptSettings } from './settings.ts'

export interface ArchiveDeps extends OwnOfDeps {
  readonly settings: (workspace: WorkspaceId) => Pick<KeptSettings, 'all' | 'timeOf' | 'set'>
  /** Undefined for what the directory does not know. */
  readonly workspaceOf: (conversation: ConversationId) => WorkspaceId | undefined
  readonly levelOf: (conversation: ConversationId) => NotifyLevel | undefined
  /** Where the newest message of somebody else stands in the log, as far as is known; 0 for none. */
  readonly newestOf: (conversation: ConversationId) => number
  /** Whether all that this person's devices have set there is known here. */
  readonly isCurrent: (workspace: WorkspaceId) => boolean
}

export interface Archive {
  readonly begin: () => Promise<void>
  readonly has: (conversation: ConversationId) => boolean
  /** Settings are others. */
  readonly look: () => void
  /** Something may have come: what it brings back is taken out for good. */
  readonly tidy: () => void
  /** This person has written there: it is back. */
  readonly written: (conversation: ConversationId) => void
  /** The store has lost what it had. */
  readonly rewrite: () => Promise<void>
}

const prefix = 'archive/'

export const archiveKey = (conversation: ConversationId): string => prefix + conversation

/** To be set under the key, by `Besides.newest`. */
export const archiveValue = (newest: number | undefined): string => String(newest ?? 0)

export function createArchive(deps: ArchiveDeps): Archive {
  const { settings, workspaceOf, levelOf, newestOf, isCurrent } = deps
  const own = createOwnOf(deps, { prefix, id: conversationId, storeKey: 'archive', read })
  const has = (conversation: ConversationId): boolean => {
    const newest = own.of(conversation)
    return newest !== undefined && (levelOf(conversation) === 'none' || newestOf(conversation) <= newest)
  }
  const takeOut = (conversation: ConversationId, workspace: WorkspaceId): void =>
    void settings(workspace).set(archiveKey(conversation), undefined)
  return {
    begin: own.begin,
    has,
    look: own.look,
    tidy: () => {
      for (const conversation of own.all()) {
        const workspace = has(conversation) ? undefined : workspaceOf(conversation)
        // Another device may have put it there again, or muted it, meanwhile.
        if (workspace !== undefined && isCurrent(workspace)) takeOut(conversation, workspace)
      }
    },
    written: (conversation) => {
      const workspace = own.of(conversation) === undefined ? undefined : workspaceOf(conversation)
      if (workspace !== undefined) takeOut(conversation, workspace)
    },
    rewrite: own.rewrite,
  }
}

/** Undefined for what is none. */
const read = (text: string): number | undefined =>
  /^(?:0|[1-9][0-9]{0,14})$/u.test(text) ? Number(text) : undefined
