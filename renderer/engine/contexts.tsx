import { createContext, use } from 'react'
import type { Clock } from '../../core/base/clock.ts'
import type { Readable } from '../../core/base/readable.ts'
import { Defect } from '../../core/base/defect.ts'
import type { Account, PageBridge } from '../../core/bridge/contract.ts'
import type { Engine } from '../../core/engine/engine.ts'
import type { PolicyState } from '../../core/policy/resolve.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { PageFiles } from '../features/attachments/page-files.ts'
import type { KeptModes } from '../features/composer/kept-modes.ts'
import type { MessageLimit } from '../features/composer/message-limit.ts'
import type { Pictures } from '../features/faces/pictures.ts'
import type { KeptNotifyChoices } from '../features/notifications/notify-choices.ts'
import type { Own } from '../features/own/own-model.ts'
import type { Welcome } from '../features/welcome/welcome.ts'
import type { Activity } from '../platform/activity.ts'
import type { Microphone } from '../platform/microphone.ts'
import type { AppLinks } from '../platform/app-links.ts'
import type { Notifier } from '../platform/notifier.ts'
import type { OpenCopies } from '../platform/open-copies.ts'
import type { OpenRestored } from '../platform/open-restored.ts'
import type { OpenHistory } from '../platform/open-history.ts'
import type { Remembered } from '../platform/remembered.ts'
import type { Appearance } from '../ui/appearance.ts'
import type { Toasts } from '../ui/toasts.ts'
import type { SealedModels } from './sealed-models.ts'
import { useReadable, useSlice } from './use-readable.ts'

/** What the whole page has. */
export interface Page {
  readonly bridge: PageBridge
  readonly remembered: Remembered
  readonly files: PageFiles
  readonly modes: KeptModes
  readonly pictures: Pictures
  readonly microphone: Microphone
  readonly openCopies: OpenCopies
  readonly openHistory: OpenHistory
  /** An empty store of an account that comes out of a backup. */
  readonly openRestored: OpenRestored
  /** The last local midnight. */
  readonly today: Readable<number>
  readonly appearance: Appearance
  readonly toasts: Toasts
  readonly clock: Clock
  readonly activity: Readable<Activity>
  readonly notifier: Notifier
  readonly notifyChoices: KeptNotifyChoices
  readonly welcome: Welcome
  readonly messageLimit: MessageLimit
  /** What the organisation has set for this device. */
  readonly policy: Readable<PolicyState>
  readonly desktop: PageDesktop
}

/** How this page was opened. */
export interface PageDesktop {
  readonly links: AppLinks
  /** Nothing is remembered, and the person is told. */
  readonly isSafeMode: boolean
}

/** What a signed-in page has besides. */
export interface Person {
  readonly account: Account
  readonly engine: Engine
  /** How they appear to others, and when nothing is to disturb them. */
  readonly own: Own
  /** Undefined where this account has no sealed conversations. */
  readonly sealed: SealedModels | undefined
}

const PageContext = createContext<Page | undefined>(undefined)
const PersonContext = createContext<Person | undefined>(undefined)

export const PageProvider = PageContext.Provider
export const EngineProvider = PersonContext.Provider

export function usePage(): Page {
  const page = use(PageContext)
  if (page === undefined) throw new Defect('no PageProvider above')
  return page
}

export function usePerson(): Person {
  const person = use(PersonContext)
  if (person === undefined) throw new Defect('no EngineProvider above')
  return person
}

export const useEngine = (): Engine => usePerson().engine

/** Names by user: `you` for this person, `someone` for those the directory does not know. */
export function useNames(
  workspace: WorkspaceId,
  { you, someone }: { readonly you: string; readonly someone: string },
): (user: UserId) => string {
  const engine = useEngine()
  useReadable(engine.directory)
  return (user) => (user === engine.self ? you : (engine.member(workspace, user)?.name ?? someone))
}

/** Undefined for users the directory does not know. */
export function useMemberName(workspace: WorkspaceId, user: UserId): string | undefined {
  const engine = useEngine()
  return useSlice(engine.directory, () => engine.member(workspace, user)?.name)
}

/** What somebody says of how they are, as the directory last told; undefined for nothing, and for users it does not know. */
export function useStatusText(workspace: WorkspaceId, user: UserId): string | undefined {
  const engine = useEngine()
  return useSlice(engine.directory, () => engine.member(workspace, user)?.status)
}
