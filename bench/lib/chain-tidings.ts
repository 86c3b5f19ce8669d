/** Two people with the real engine, each with a journal on the disk, over the relay at the URL given.  URL FOLDER */
import { noUploads } from '../../core/sync/uploads.ts'
import { randomBytes } from 'node:crypto'
import { open } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { withoutKeys } from '../../core/bridge/sealing.ts'
import { Defect, orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { Engine, OpenConversation } from '../../core/engine/engine.ts'
import { channelAnswer, paths, workspaceAnswer } from '../../core/protocol/api.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { openMemoryIndex } from '../../core/search/memory-index.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import { createJournal } from '../../main/journal/journal.ts'
import { systemClock, systemRandom } from '../../main/system.ts'
import { verifyReceipt } from '../../renderer/platform/system.ts'
import { serveChain } from './chain-load.ts'
import { type BenchPerson, callRelay, connectNode, found, signUpAt } from './tidings-account.ts'

const [url = '', folder = ''] = process.argv.slice(2)

async function startEngine({ device, session }: BenchPerson): Promise<Engine> {
  const outbox = createJournal({
    file: path.join(folder, `${session.user.username}.journal`),
    key: new Uint8Array(randomBytes(32)),
    random: systemRandom,
    openFile: (file) => open(file, 'r+'),
    report: (damage) => console.error(damage),
    compactFrom: 1_048_576,
  })
  const store = createMemoryStore()
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return orThrow(
    await createEngine({
      account: { user: session.user.id, device, relay: url.replace('http', 'ws') + paths.sync },
      clock: systemClock,
      random: systemRandom,
      store,
      openIndex: openMemoryIndex({ store, clock: systemClock, breathe }),
      outbox,
      connect: connectNode,
      accessToken: async () => ok(session.accessToken),
      report: (report) => console.error(report),
      breathe,
      verifyReceipt,
      sealing: withoutKeys,
      uploads: noUploads,
    }),
  )
}

/** Once the directory knows the channel and its newest screen is there. */
async function enter(engine: Engine, channel: ConversationId): Promise<OpenConversation> {
  const opened = await found(engine.directory, () => engine.open(channel))
  await found(opened.view, () => (opened.view.read().opening ? undefined : true))
  return opened
}

const people = [await signUpAt(url, 'ada'), await signUpAt(url, 'bob')] as const
const [ada, bob] = people
const token = ada.session.accessToken
const { id: workspace } = await callRelay(url + paths.workspaces, { name: 'Bench' }, token, workspaceAnswer)
const { id: channel } = await callRelay(
  url + paths.conversations(workspace),
  { name: 'bench' },
  token,
  channelAnswer,
)
await callRelay(url + paths.join(workspace), {}, bob.session.accessToken, v.undefined())
const rooms = [
  await enter(await startEngine(ada), channel),
  await enter(await startEngine(bob), channel),
] as const

await serveChain({
  post: (person, text) => {
    void rooms[person].post(text).then((posted) => {
      if (!posted.ok) throw new Defect(`a post failed: ${JSON.stringify(posted.failure)}`)
    })
  },
  onSeen: (listener) => {
    for (const [person, room] of rooms.entries()) {
      const self = people[person]?.session.user.id
      const seen = new Set<string>()
      room.view.listen(() => {
        // New messages stand near the end: nobody here was away.
        for (const { id, author, text } of room.view.read().messages.slice(-500).toReversed()) {
          if (author === self || seen.has(id)) continue
          seen.add(id)
          listener(text)
        }
      })
    }
  },
})
process.exit(0)
