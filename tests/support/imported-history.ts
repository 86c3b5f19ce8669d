/** A history of three segments, which no device has until it fetches them. */
import { symlinkSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { World } from './app.ts'
import type { Gate } from './gate.ts'
import { runImport } from './import-run.ts'
import { joinWorkspace, message, offline, signUp } from './screens.ts'
import { channelsFile, dayFile, slackMessage, testZip, usersFile } from './slack-export.ts'
import { temporaryFolder } from './temporary-folder.ts'

const told = new Map([
  [12, 'the cormorant is asleep'],
  [2_345, 'the albatross has landed'],
])

/** 4,100 messages in #harbour of the workspace Rowing, which it makes: to "number 4099", a cormorant among the oldest, an albatross in between. */
export async function importHistory({ relayFolder }: World): Promise<void> {
  const data = temporaryFolder()
  symlinkSync(relayFolder, path.join(data, 'relay'))
  const records = Array.from({ length: 4_100 }, (_, number) =>
    slackMessage('ben', number * 40, told.get(number) ?? `number ${number}`),
  )
  const export_ = testZip([
    usersFile('ben'),
    channelsFile('harbour'),
    dayFile('harbour/2023-11-14.json', ...records),
  ])
  expect(await runImport(data, export_, '--workspace', 'Rowing')).toMatchObject({ code: 0 })
}

/** Of whoever has its newest part, and no network since. */
export async function cutOffFromHistory(world: World): Promise<{ readonly way: Gate; readonly page: Page }> {
  await importHistory(world)
  const way = await world.ownWay()
  const page = await world.device(way.url).start()
  await signUp(page, 'ana', 'Ana')
  await joinWorkspace(page, 'Rowing', 'harbour')
  await message(page, 'number 4099').waitFor()
  await way.cut()
  await offline(page)
  return { way, page }
}
