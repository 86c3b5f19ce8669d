/** Makes the parts of a relay and tells them of each other. */
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Logger as PinoLogger } from 'pino'
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import type { Methods } from '../core/protocol/identity-api.ts'
import type { DeviceId } from '../core/protocol/ids.ts'
import { maxRoomSockets } from '../core/protocol/rooms.ts'
import { createAccess } from './access/access.ts'
import { createAudit } from './audit/audit.ts'
import { createAuditLog } from './audit/audit-log.ts'
import type { Files } from './blobs/files.ts'
import { createBotBearer, forGateway } from './bots/bot-bearer.ts'
import { createBots } from './bots/bots.ts'
import type { Chore } from './chore.ts'
import type { RelayConfig } from './config.ts'
import { createConversations } from './directory/conversations.ts'
import { createDirectory, type DirectoryDeps } from './directory/directory.ts'
import { createPresences } from './directory/presences.ts'
import { createDocuments } from './directory/documents.ts'
import { type AppDeps, createApp } from './http/app.ts'
import { createShutter, type Shutter } from './http/shutter.ts'
import { createImportTarget } from './import/target.ts'
import type { JsonGateway } from './json-gateway/gateway.ts'
import { createLinkMailbox, type LinkMailbox } from './keys/link-mailbox.ts'
import { createVerifier } from './keys/verifier.ts'
import type { Background } from './messages/background.ts'
import { createJudge } from './moderation/judge.ts'
import { createRuleBook } from './moderation/rule-book.ts'
import { createQuotas } from './quotas/quotas.ts'
import { createPace } from './relay/pace.ts'
import { createMetrics } from './metrics/metrics.ts'
import { createTallies } from './metrics/tallies.ts'
import { createRelay, type Relay } from './relay/relay.ts'
import { createRooms, type Rooms } from './rooms/rooms.ts'
import type { Store } from './store/store.ts'
import { systemClock } from './system.ts'
import { wireFiles } from './wire-files.ts'
import { createStatusEnds } from './identity/status-ends.ts'
import { wireIdentity } from './wire-identity.ts'
import { wireKeys } from './wire-keys.ts'
import { wireMail } from './wire-mail.ts'
import { wireMessages } from './wire-messages.ts'
import { wireModeration } from './wire-moderation.ts'
import { type ClientAddress, createClientAddress } from './transport/client-address.ts'
import { createStrangers, type Strangers } from './transport/strangers.ts'
import { createThrottles } from './wire-throttles.ts'
import { wireWebhooks, type WebhookParts } from './wire-webhooks.ts'

/** A slice of what is counted takes about as long. */
const countRestMs = 2
const maxRoomsBytes = 512 * 1_048_576

export interface World {
  readonly store: Store
  readonly log: PinoLogger
  readonly filesFolder: string
  readonly clock: Clock
  readonly random: Random
  readonly adminToken: string
  /** Where clients reach the relay, once it listens. */
  readonly url: () => string
}

export interface Parts {
  readonly app: FastifyInstance
  readonly shutter: Shutter
  readonly relay: Relay
  readonly rooms: Rooms
  readonly mailbox: LinkMailbox
  readonly files: Files
  readonly gateway: JsonGateway
  readonly background: Background
  readonly watch: Chore
  readonly sweep: Chore
  readonly statusEnds: Chore
  readonly scans: Chore
  readonly hooks: Pick<WebhookParts, 'stop'>
  readonly stopMail: () => Promise<void>
  readonly strangers: Strangers
  readonly addressOf: ClientAddress
}

export async function wire(config: RelayConfig, world: World): Promise<Parts> {
  const { store, log, clock, random, adminToken } = world
  // All three are called once somebody asks: by then there is a relay.
  const signedOut = (device: DeviceId): void => {
    relay.signOut(device)
    rooms.signOut(device)
    gateway.signOut(device)
  }
  const directoryChanged: DirectoryDeps['changed'] = async (workspace, user) => {
    hooks.directoryChanged()
    await Promise.all([relay.directoryChanged(workspace, user), rooms.directoryChanged(workspace)])
  }
  const access = createAccess(store)
  const audit = createAudit(store.audit, clock)
  const quotas = createQuotas({
    store: store.quotas,
    directory: store.directory,
    access,
    defaults: config.quotas,
    rest: () => setTimeout(countRestMs),
  })
  const tallies = createTallies(() => performance.now())
  const { mail, stop: stopMail } = wireMail(config, { ...world, tallies })
  const identity = await wireIdentity({
    quotas,
    config,
    store,
    clock,
    random,
    signedOut,
    directoryChanged,
    statusEnds: () => statusEnds.ask(),
    mail,
    publicUrl: world.url,
  })
  const { authenticate } = identity.tokens
  const verifier = await createVerifier()
  const { files: pieces, rest, entries: entryRate, entrances, ...throttles } = createThrottles(config, clock)
  const relay = createRelay({
    store,
    clock,
    random,
    authenticate,
    guesses: throttles.guesses,
    verify: verifier.verify,
    updateUrl: config.updateUrl,
    entryRate,
    tallies,
    log,
    // Of the disk, whose time nobody holds.
    pace: createPace({ clock: systemClock, soon: (run) => void setImmediate(run) }),
  })
  const rooms = createRooms({
    store,
    clock,
    log,
    tallies,
    authenticate,
    append: relay.append,
    updates: entryRate,
    soon: (run) => void setImmediate(run),
    entrances,
    guesses: throttles.guesses,
    limits: { sockets: maxRoomSockets, bytes: maxRoomsBytes },
  })
  relay.follow(rooms.committed)
  const ruleBook = createRuleBook(store.moderation, {
    maxLength: config.maxMessageLength,
    usual: config.moderation,
    by: store.identity.gatewayUser,
  })
  const judge = createJudge({ ruleBook, workspaceOf: store.conversations.workspaceOf })
  const { files, startScans } = wireFiles(config, world, tallies)
  const withBots = createBotBearer({ store: store.bots, clock, people: authenticate })
  const { messages, gateway, background, writer, lookUp } = wireMessages(config, world, {
    relay,
    authenticate: forGateway(withBots),
    guesses: throttles.guesses,
    judge,
    dropFile: files.remove,
    audit,
    tallies,
    log,
  })
  const directory = createDirectory({
    store: store.directory,
    access,
    quotas,
    random,
    changed: directoryChanged,
  })
  const conversations = createConversations({
    store: store.conversations,
    access,
    relay,
    changed: directoryChanged,
    clock,
    random,
  })
  const target = createImportTarget({ store, relay, writer, clock, random })
  const documents = createDocuments({
    store: store.documents,
    access,
    clock,
    random,
    changed: directoryChanged,
  })
  const mailbox = createLinkMailbox({ store: store.links, clock })
  const keys = wireKeys(store, clock, verifier, { relay, rooms, gateway })
  const wires = { relay, ruleBook, messages, directory, access, audit }
  const { moderation, enforcer, watch, retention, sweep } = await wireModeration(config, world, wires)
  const { bots: botStore, accounts, directory: places } = store
  const told = { changed: directoryChanged, signedOut }
  const bots = createBots({
    store: botStore,
    accounts,
    directory: places,
    access,
    quotas,
    clock,
    random,
    ...told,
  })
  const hooks = wireWebhooks(config, world, { ...wires, lookUp, bots, tallies })
  const statusEnds = createStatusEnds({ store: accounts, seenOtherwise: identity.seenOtherwise, clock, log })
  const addressOf = createClientAddress(config.isProxy)
  const strangers = createStrangers(config.strangersPerAddress, addressOf)
  const shutter = createShutter(systemClock)
  const deps: AppDeps = {
    shutter,
    ...throttles,
    ...identity,
    methods: methodsOf(config),
    directory,
    conversations,
    workspaceOf: store.conversations.workspaceOf,
    documents,
    messages,
    files,
    pieces,
    target,
    keys,
    seen: relay.seen,
    mailbox,
    store,
    log,
    tallies,
    metrics: createMetrics({
      tallies,
      present: () => ({
        rooms: rooms.count(),
        sockets: { rooms: rooms.sockets(), json: gateway.sockets() },
        strangers: strangers.count(),
      }),
    }),
    adminToken,
    authenticate: withBots,
    requests: rest,
    audit,
    moderation,
    bots,
    webhooks: hooks.webhooks,
    incoming: hooks.incoming,
    retention,
    quotas,
    presences: createPresences({ store: store.directory, access, relay, clock }),
    auditLog: createAuditLog({ store: store.audit, access }),
    jwks: identity.signingKeys.jwks,
    publicUrl: config.publicUrl,
    allowedOrigins: config.allowedOrigins,
    isProxy: config.isProxy,
    patience: config.patience,
  }
  return {
    app: await createApp(deps),
    shutter,
    relay,
    rooms,
    mailbox,
    files,
    gateway,
    background,
    watch,
    sweep,
    statusEnds,
    scans: startScans({ relay, enforcer, audit }),
    hooks,
    stopMail,
    strangers,
    addressOf,
  }
}

const methodsOf = ({ signUp, oidc, maxMessageLength }: RelayConfig): Methods => ({
  signUp,
  ...(maxMessageLength === undefined ? {} : { maxMessageLength }),
  ...(oidc === undefined ? {} : { provider: { name: oidc.name, signUp: oidc.signUp } }),
})
