/** The whole app before made-up models, in a page of its own size. */
import axe from 'axe-core'
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished, vi } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import '../../renderer/ui/styles.ts'
import type { Clock } from '../../core/base/clock.ts'
import { createCell } from '../../core/base/readable.ts'
import { fail, ok } from '../../core/base/result.ts'
import type { PageBridge, Seat } from '../../core/bridge/contract.ts'
import type { UpdateStanding } from '../../core/bridge/updates-contract.ts'
import { type Accounts, createAccounts } from '../../renderer/engine/accounts-model.ts'
import { AccountsProvider } from '../../renderer/features/accounts/accounts-context.ts'
import { createPageFiles } from '../../renderer/features/attachments/page-files.ts'
import { createPictures } from '../../renderer/features/faces/pictures.ts'
import { createOpenCopies } from '../../renderer/platform/open-copies.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { deviceId, workspaceId } from '../../core/protocol/ids.ts'
import { App } from '../../renderer/app.tsx'
import { type Remembered, rememberedFor } from '../../renderer/platform/remembered.ts'
import { systemClock } from '../../renderer/platform/system.ts'
import { createAppearance } from '../../renderer/ui/appearance.ts'
import { createKeptModes } from '../../renderer/features/composer/kept-modes.ts'
import { createMessageLimit } from '../../renderer/features/composer/message-limit.ts'
import { createNotifyChoices } from '../../renderer/features/notifications/notify-choices.ts'
import { createWelcome } from '../../renderer/features/welcome/welcome.ts'
import type { OpenHistory } from '../../renderer/platform/open-history.ts'
import type { OpenRestored } from '../../renderer/platform/open-restored.ts'
import { createMicrophone, type Microphone } from '../../renderer/platform/microphone.ts'
import { createAppLinks } from '../../renderer/platform/app-links.ts'
import { createNotifier } from '../../renderer/platform/notifier.ts'
import { createToasts } from '../../renderer/ui/toasts.ts'
import type { AppState } from '../../renderer/engine/app-model.ts'
import { createFakeEngine, type FakeEngine } from '../support/preview/fake-engine.ts'
import {
  createFakeSealed,
  type FakeSealed,
  sealedId,
  type SealedScene,
} from '../support/preview/fake-sealed.ts'
import { policiesSet } from '../support/policies.ts'
import { hexId, me } from '../support/preview/sample-messages.ts'

interface Shown {
  /** Which of the fake's conversations is in view; the first direct one unless told otherwise. */
  readonly conversation?: number
  /** The title of a document that is in view in its place. */
  readonly document?: string
  /** What there is to be read. */
  readonly talk?: Partial<Parameters<typeof createFakeEngine>[0]>
  readonly clock?: Clock
  readonly width?: number
  /** As the organisation has set them. */
  readonly policies?: Readonly<Record<string, unknown>>
  /** Where the person stands; left out: in their account. */
  readonly state?: AppState
  /** The accounts of the window; left out: this one, and no way to others. */
  readonly seats?: ReadonlyArray<Seat>
  readonly updates?: UpdateStanding
  /** Takes the names of what main is asked. */
  readonly asked?: Array<string>
  /** Takes the changes that main is asked to keep. */
  readonly told?: Array<unknown>
  /** What main answers, looked up with each question; a promise holds the question up. */
  readonly answers?: Readonly<Record<string, unknown>>
  readonly microphone?: Microphone
  /** The local store; left out: it cannot be opened. */
  readonly openHistory?: OpenHistory
  /** Left out: nothing opens. */
  readonly openRestored?: OpenRestored
  /** What an earlier page has remembered. */
  readonly before?: Readonly<Record<string, string>>
}

/** The workspace in view. */
export const home = workspaceId(hexId(3, 5))

export async function showSealed(
  scene: Partial<SealedScene> = {},
  shown: Shown = {},
): Promise<
  FakeSealed & {
    readonly engine: FakeEngine
    readonly remembered: Remembered
    /** The account opens. */
    readonly enter: () => void
    /** Undefined where it is told of no seats. */
    readonly accounts: Accounts<undefined> | undefined
  }
> {
  const { conversation = 1, width = 1_100, policies = {}, microphone = createMicrophone() } = shown
  await page.viewport(width, 760)
  failOnSharedKeys()
  const sealed = createFakeSealed(scene)
  const bridge = createBridge(shown)
  const policy = createCell(policiesSet(policies))
  const remembered = new Map(Object.entries(shown.before ?? {}))
  const { document: title, talk, clock = systemClock } = shown
  const engine = createFakeEngine({
    total: 12,
    page: 12,
    channels: ['general'],
    workspaces: ['Rowing'],
    connection: { kind: 'online', queued: 0, syncedAt: undefined },
    loaded: true,
    opening: false,
    progress: undefined,
    typing: 0,
    notices: [],
    trouble: undefined,
    preview: false,
    marked: false,
    older: 'here',
    documents: title === undefined ? [] : [title],
    ...talk,
  })
  const account = {
    user: me,
    device: deviceId(hexId(9, 1)),
    username: 'ana',
    displayName: 'Ana Beltrán',
    relay: 'ws://127.0.0.1/v1/sync',
  }
  const kept: Remembered = {
    read: (key) => remembered.get(key),
    write: (key, value) => void remembered.set(key, value),
  }
  const own = rememberedFor(kept, me)
  own.write('workspace', home)
  own.write(`channel:${home}`, String(sealedId(conversation)))
  const place = document.createElement('div')
  place.id = 'root'
  document.body.append(place)
  const root = createRoot(place)
  onTestFinished(() => {
    root.unmount()
    place.remove()
  })
  const opened = engine.directory.read().workspaces[0]?.documents[0]
  if (opened !== undefined) own.write(`channel:${home}`, opened.conversation)
  const among = shown.seats && { accounts: await startAccounts(bridge, kept), seat: 1 }
  const ready: AppState = { kind: 'ready', account, engine }
  const state = createCell<AppState>(shown.state ?? ready)
  root.render(
    <AccountsProvider value={among}>
      <App
        model={{
          state,
          start: () => Promise.resolve(),
          retry: () => Promise.resolve(),
          wake: () => undefined,
        }}
        page={{
          bridge,
          openRestored: shown.openRestored ?? (async () => ({ ok: false, failure: { kind: 'closed' } })),
          openHistory: shown.openHistory ?? (async () => ({ ok: false, failure: { kind: 'locked' } })),
          files: createPageFiles({ bridge, policy, clock: systemClock }),
          modes: createKeptModes(),
          pictures: createPictures({ bridge, clock: systemClock }),
          microphone,
          openCopies: createOpenCopies(bridge, systemRandom),
          remembered: kept,
          appearance: createAppearance(kept, window),
          toasts: createToasts(systemClock),
          today: createCell(Date.UTC(2026, 10, 2)),
          clock,
          activity: createCell('online' as const),
          notifier: createNotifier({ bridge, page: window }),
          desktop: { links: createAppLinks(bridge), isSafeMode: false },
          notifyChoices: createNotifyChoices(kept, policy),
          welcome: createWelcome(kept),
          messageLimit: createMessageLimit({ bridge, remembered: kept }),
          policy,
        }}
        sealedModels={() => sealed}
      />
    </AccountsProvider>,
  )
  await expect.element(page.getByRole('main')).toBeInTheDocument()
  return { ...sealed, enter: () => state.write(ready), engine, remembered: kept, accounts: among?.accounts }
}

/** Of two children with one key React takes one for the other, and says so on the console alone. */
function failOnSharedKeys(): void {
  const complaints = vi.spyOn(console, 'error')
  onTestFinished(() => {
    const shared = complaints.mock.calls.filter(([said]) =>
      String(said).startsWith('Encountered two children with the same key'),
    )
    complaints.mockRestore()
    expect(shared).toEqual([])
  })
}

async function startAccounts(bridge: PageBridge, remembered: Remembered): Promise<Accounts<undefined>> {
  const accounts = createAccounts({
    bridge,
    remembered,
    createParts: () => undefined,
    erase: async () => true,
    reload: () => undefined,
  })
  await accounts.start()
  return accounts
}

const notInstalled: UpdateStanding = {
  mode: 'disabled',
  channel: 'stable',
  channelIsLocked: false,
  state: { kind: 'idle' },
}
function createBridge({
  updates = notInstalled,
  asked = [],
  told = [],
  answers = {},
  seats = [],
}: Shown): PageBridge {
  const usual: Readonly<Record<string, unknown>> = {
    'app.info': { version: '1.2.3', shell: 'electron' },
    'backup.repeat': undefined,
    'directory.edits': { waiting: [], refused: [] },
    'files.transfers': [],
    'files.waiting': ok([]),
    'updates.standing': updates,
    'seats.read': seats,
    'seats.erased': [],
    'vault.settings': ok({ lockWithSystem: false, hasPassphrase: true, hearsSystemLock: false }),
    'shell.desktop': undefined, // as in a browser
  }
  const answerTo = (name: string): unknown => {
    if (name in answers) return answers[name]
    return name in usual ? usual[name] : fail({ kind: 'unreachable' })
  }
  return {
    call: (name, input) => {
      asked.push(name)
      if (name === 'directory.edit') told.push(input)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a table of made-up answers; the rest is out of reach
      return Promise.resolve(answerTo(name) as never)
    },
    listen: () => () => undefined,
  }
}

/** Rules that the page breaks; those of the page around the app, which the test runner made, are not asked. */
export async function brokenRules(): Promise<ReadonlyArray<string>> {
  // What fades in is judged where it stands still; what turns without an end is not waited for.
  const moving = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(moving.map(({ finished }) => finished))
  const { violations, passes } = await axe.run(document.getElementById('root') ?? document.body, {
    rules: { 'page-has-heading-one': { enabled: false } },
  })
  expect(passes.length).toBeGreaterThan(0)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** What is wider than the place it has, by class. */
export const overflowing = (): ReadonlyArray<string> =>
  [...document.querySelectorAll('main, dialog[open]')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    .map(({ className }) => className)

export const button = (name: string | RegExp): Locator => page.getByRole('button', { name })

export async function openMenu(item: string): Promise<void> {
  await button(/^Account of/).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Into the box that has the focus, as a person does it. */
export async function givePassword(password: string): Promise<void> {
  await page.getByLabelText('Your password').fill(password)
  await userEvent.keyboard('{Enter}')
}
