/** Rules of workspaces, reports, how long is kept what was said, and what comes of them. */
import type { Logger as PinoLogger } from 'pino'
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import type { Chore } from './chore.ts'
import type { Access } from './access/access.ts'
import type { Audit } from './audit/audit.ts'
import type { RelayConfig } from './config.ts'
import type { Directory } from './directory/directory.ts'
import type { Messages } from './messages/messages.ts'
import { createEnforcer, type Enforcer } from './moderation/enforce.ts'
import { createModeration, type Moderation } from './moderation/moderation.ts'
import type { RuleBook } from './moderation/rule-book.ts'
import { createWatch } from './moderation/watch.ts'
import type { Relay } from './relay/relay.ts'
import { createRetention, type Retention } from './retention/retention.ts'
import { createSweep } from './retention/sweep.ts'
import type { Store } from './store/store.ts'

export interface ModerationParts {
  readonly moderation: Moderation
  readonly enforcer: Enforcer
  readonly watch: Chore
  readonly retention: Retention
  readonly sweep: Chore
}

export interface ModerationWorld {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly log: PinoLogger
}

export interface ModerationWires {
  readonly relay: Pick<Relay, 'follow'>
  readonly ruleBook: RuleBook
  readonly messages: Messages
  readonly directory: Directory
  readonly access: Access
  readonly audit: Audit
}

export async function wireModeration(
  { retentionDays: mostDays }: Pick<RelayConfig, 'retentionDays'>,
  { store, clock, random, log }: ModerationWorld,
  { relay, ruleBook, messages, directory, access, audit }: ModerationWires,
): Promise<ModerationParts> {
  await store.moderation.judgeAll(ruleBook.coversAll)
  const enforcer = createEnforcer({ messages, store: store.messages })
  const watch = createWatch({ store, ruleBook, enforcer, audit, clock, random, log })
  relay.follow(watch.ask)
  const moderation = createModeration({
    store: store.moderation,
    roles: store.directory,
    access,
    directory,
    messages,
    enforcer,
    ruleBook,
    clock,
    random,
  })
  const sweep = createSweep({ store: store.retention, mostDays, enforcer, audit, clock, log })
  const retention = createRetention({ store: store.retention, mostDays, access, changed: sweep.ask })
  return { moderation, enforcer, watch, retention, sweep }
}
