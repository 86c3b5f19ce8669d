/** The screens before a made-up engine, to look at: `vite tests/support/preview`, then `/?scene=offline` and the like. */
import '../../../renderer/ui/styles.ts'
import { createRoot } from 'react-dom/client'
import * as v from 'valibot'
import { createCell } from '../../../core/base/readable.ts'
import { fail, ok } from '../../../core/base/result.ts'
import { millis } from '../../../core/base/clock.ts'
import type { Account, PageBridge } from '../../../core/bridge/contract.ts'
import { deviceId, workspaceId } from '../../../core/protocol/ids.ts'
import { App } from '../../../renderer/app.tsx'
import type { AppModel, AppState } from '../../../renderer/engine/app-model.ts'
import type { Page } from '../../../renderer/engine/contexts.tsx'
import { createPageFiles } from '../../../renderer/features/attachments/page-files.ts'
import { createPictures } from '../../../renderer/features/faces/pictures.ts'
import { createOpenCopies } from '../../../renderer/platform/open-copies.ts'
import { createRemembered, rememberedFor } from '../../../renderer/platform/remembered.ts'
import { systemClock, systemRandom } from '../../../renderer/platform/system.ts'
import { createKeptModes } from '../../../renderer/features/composer/kept-modes.ts'
import { createMessageLimit } from '../../../renderer/features/composer/message-limit.ts'
import { createNotifyChoices } from '../../../renderer/features/notifications/notify-choices.ts'
import { createWelcome } from '../../../renderer/features/welcome/welcome.ts'
import { createMicrophone } from '../../../renderer/platform/microphone.ts'
import { createAppLinks } from '../../../renderer/platform/app-links.ts'
import { createNotifier } from '../../../renderer/platform/notifier.ts'
import { createToday } from '../../../renderer/platform/today.ts'
import { createAppearance } from '../../../renderer/ui/appearance.ts'
import { createToasts } from '../../../renderer/ui/toasts.ts'
import { policiesSet } from '../policies.ts'
import { createFakeEngine, type FakeEngine, type Scene } from './fake-engine.ts'
import { createFakeSealed, type FakeSealed, sealedId, type SealedScene } from './fake-sealed.ts'
import { hexId, me, personId } from './sample-messages.ts'

declare global {
  interface Window {
    preview: FakeEngine
    previewSealed: FakeSealed
  }
}

const syncedAt = millis(Date.UTC(2026, 10, 2, 14, 5))
const scenes: Readonly<Record<string, Partial<Scene>>> = {
  main: {},
  small: { total: 3 },
  offline: { connection: { kind: 'offline', queued: 3, syncedAt, retryAt: undefined } },
  'signed-out': { connection: { kind: 'signed-out', queued: 0, syncedAt } },
  stopped: { connection: { kind: 'stopped', why: 'device-revoked', detail: '', queued: 1, syncedAt } },
  old: {
    connection: {
      kind: 'stopped',
      why: 'version-unsupported',
      detail: 'https://tidings.example/get',
      queued: 1,
      syncedAt,
    },
  },
  history: { progress: { done: 124_000, total: 200_000 }, typing: 2 },
  catching: {
    progress: { done: 124_000, total: 200_000 },
    preview: true,
    page: 12,
    older: 'slow',
    typing: 2,
  },
  marks: { marked: true, typing: 1 },
  'long-typing': { typing: 6 },
  away: { page: 40, older: 'unreachable' },
  notices: {
    notices: [{ kind: 'device-outdated' }, { kind: 'sent-again', messages: 3 }, { kind: 'withheld' }],
    trouble: { kind: 'repaired', parts: 2 },
  },
  proofs: {
    notices: [
      { kind: 'log-changed' },
      { kind: 'forged' },
      { kind: 'receipt-false' },
      { kind: 'word-broken' },
    ],
  },
  full: { trouble: { kind: 'full' } },
  broken: {
    trouble: {
      kind: 'failed',
      detail: 'UnknownError: Internal error opening backing store for indexedDB.open.',
    },
  },
  lost: { trouble: { kind: 'lost' } },
  empty: { total: 0 },
  opening: { opening: true },
  'no-channels': { channels: [] },
  choose: { workspaces: [] },
  loading: {
    workspaces: [],
    loaded: false,
    connection: { kind: 'connecting', queued: 0, syncedAt: undefined },
  },
}

/** Scenes with sealed conversations; the one in view is remembered as the app does it, or chosen by `?in=3`. */
const sealedScenes: Readonly<Record<string, Partial<SealedScene>>> = {
  sealed: {},
  'sealed-verified': { verification: { kind: 'verified', since: syncedAt } },
  'sealed-changed': { verification: { kind: 'changed', since: syncedAt, seen: false } },
  'sealed-blocked': { verification: { kind: 'distrusted', since: syncedAt } },
  'sealed-nudge': { recovery: { kind: 'not-set-up', nudge: true } },
  'sealed-unlinked': { linked: false, reading: { kind: 'not-linked' } },
  'sealed-entering': {
    linked: undefined,
    reading: { kind: 'not-entered', why: 'failed', detail: 'too-many-requests' },
  },
  'sealed-full': {
    linked: undefined,
    reading: { kind: 'not-entered', why: 'full', detail: 'there are 16 devices' },
  },
  'sealed-no-ways': {
    linked: false,
    reading: { kind: 'not-linked' },
    ways: { devices: 0, recovery: false },
  },
  'sealed-arriving': { reading: { kind: 'keys-arriving', done: 1_200, total: 5_400 } },
  'sealed-before': { reading: { kind: 'before-joined', joined: syncedAt } },
  'sealed-key': { reading: { kind: 'blocked-by-key', user: personId(6) } },
  'sealed-damaged': { reading: { kind: 'damaged', messages: 2 } },
  'sealed-withheld': { reading: { kind: 'withheld', since: syncedAt } },
  'sealed-linked-only': { primary: false },
  'sealed-alone': { contacts: 0 },
  'sealed-crowd': { contacts: 200 },
}

const account: Account = {
  user: me,
  device: deviceId(hexId(9, 1)),
  username: 'ana',
  displayName: 'Ana Beltrán',
  relay: 'ws://127.0.0.1:8787/v1/sync',
}

const query = new URLSearchParams(window.location.search)
const name = query.get('scene') ?? 'main'
const sealedScene = sealedScenes[name]
const sealed = sealedScene === undefined ? undefined : createFakeSealed(sealedScene)
const engine = createFakeEngine({
  total: Number(query.get('total') ?? 20_000),
  page: Number(query.get('page') ?? 2_000),
  channels: [
    'general',
    'announcements',
    'design',
    'random',
    'a-channel-whose-name-goes-on-and-on-until-it-no-longer-fits',
  ],
  workspaces: ['Ubuntu Users', 'Harbour Rowing Club', 'Acme'],
  connection: { kind: 'online', queued: 0, syncedAt },
  loaded: true,
  opening: false,
  progress: undefined,
  typing: 0,
  notices: [],
  trouble: undefined,
  preview: false,
  marked: false,
  older: 'here',
  ...scenes[name],
})
window.preview = engine
if (sealed !== undefined) window.previewSealed = sealed

const states: Readonly<Record<string, AppState>> = {
  'sign-up': { kind: 'signed-out', server: 'http://127.0.0.1:8787' },
  unlock: {
    kind: 'locked',
    user: account.user,
    username: 'ana',
    displayName: 'Ana Beltrán',
    password: true,
    recovery: 'code-and-password',
  },
  failed: { kind: 'failed', account, failure: { kind: 'store', failure: { kind: 'full' } } },
}
const model: AppModel = {
  state: createCell<AppState>(states[name] ?? { kind: 'ready', account, engine }),
  start: () => Promise.resolve(),
  retry: () => Promise.resolve(),
  wake: () => undefined,
}

const answers: Readonly<Record<string, unknown>> = {
  'vault.settings': ok({ lockWithSystem: false, hasPassphrase: true, hearsSystemLock: true }),
  'files.transfers': [],
  'files.waiting': ok([]),
  'app.info': { version: '1.2.3', shell: 'electron' },
  'backup.repeat': undefined,
  'updates.standing': {
    mode: 'notify',
    channel: 'stable',
    channelIsLocked: false,
    state: { kind: 'ready', version: '1.2.4' },
  },
  'directory.workspaces': ok(
    [
      'Ubuntu Users',
      'Harbour Rowing Club',
      'Gesellschaft zur Förderung des langen Namens und verwandter Künste e. V.',
    ].map((each, index) => ({
      id: workspaceId(hexId(3, index + 5)),
      name: each,
      joined: index === 1,
      members: 12 + index,
    })),
  ),
}
const bridge: PageBridge = {
  call: (request) => {
    const answer = request in answers ? answers[request] : fail({ kind: 'unreachable' })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a table of made-up answers, for looking only
    return Promise.resolve(answer as never)
  },
  listen: () => () => undefined,
}

const remembered = createRemembered(localStorage)
/** `&policies={"MaxFileMb": 5}`: as an organisation has set them. */
const policy = createCell(
  policiesSet(v.parse(v.record(v.string(), v.unknown()), JSON.parse(query.get('policies') ?? '{}'))),
)
const page: Page = {
  bridge,
  remembered,
  appearance: createAppearance(remembered, window),
  toasts: createToasts(systemClock),
  openRestored: async () => ({ ok: false, failure: { kind: 'closed' } }),
  openHistory: async () => ({ ok: false, failure: { kind: 'locked' } }),
  files: createPageFiles({ bridge, policy, clock: systemClock }),
  modes: createKeptModes(),
  pictures: createPictures({ bridge, clock: systemClock }),
  microphone: createMicrophone(),
  openCopies: createOpenCopies(bridge, systemRandom),
  today: createToday(systemClock),
  clock: systemClock,
  activity: createCell('online' as const),
  notifier: createNotifier({ bridge, page: window }),
  desktop: { links: createAppLinks(bridge), isSafeMode: false },
  notifyChoices: createNotifyChoices(remembered, policy),
  welcome: createWelcome(remembered),
  messageLimit: createMessageLimit({ bridge, remembered }),
  policy,
}
if (sealed !== undefined) {
  const workspace = hexId(3, 5)
  const own = rememberedFor(page.remembered, engine.self)
  own.write('workspace', workspace)
  own.write(`channel:${workspace}`, sealedId(Number(query.get('in') ?? 1)))
}

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <App model={model} page={page} {...(sealed !== undefined && { sealedModels: () => sealed })} />,
  )
}
