import { expect, test } from 'vitest'
import { millis } from '../../../../../core/base/clock.ts'
import { fail, ok, type Result } from '../../../../../core/base/result.ts'
import type { EditFailure } from '../../../../../core/bridge/contract.ts'
import { meantBy } from '../../../../../renderer/features/composer/commands.ts'
import { words as accountWords } from '../../../../../renderer/features/account/words.ts'
import { statusTextCommand } from '../../../../../renderer/features/manage/use-commands.ts'
import type { Page } from '../../../../../renderer/engine/contexts.tsx'
import type { Said } from '../../../../../renderer/ui/toasts.ts'

function setup(answer: Result<'done' | 'waits', EditFailure> = ok('done')) {
  const sent: Array<unknown> = []
  const said: Array<Said> = []
  const page = {
    bridge: {
      call: async (name: string, input: unknown) => {
        sent.push([name, input])
        return answer
      },
    },
    toasts: { say: (what: Said) => said.push(what) },
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one call of many, and its answer
  const command = statusTextCommand(page as unknown as Pick<Page, 'bridge' | 'toasts'>, () => ({
    status: 'at tea',
    until: millis(5),
  }))
  const run = async (text: string): Promise<string | undefined> => {
    const meant = meantBy(text, [command], false)
    if (meant.kind !== 'do') throw new Error(`${text} is ${meant.kind}`)
    return meant.run()
  }
  return { sent, said, run }
}
const saying = (status: string) => (status === 'at tea' ? { status, statusUntil: 5 } : { status })
const update = (status: string, was: string) => [
  'directory.edit',
  { kind: 'own-status', set: saying(status), was: saying(was) },
]
const plain = ({ text }: Said): string => String(text).replaceAll(/[\u2068\u2069]/gu, '')

test('[SX4] /status sets the status text, alone it clears it; both are said with the way back', async () => {
  const { sent, said, run } = setup()
  expect(await run('/status  on the water ')).toBeUndefined()
  expect(await run('/status')).toBeUndefined()
  expect(sent).toEqual([update('on the water', 'at tea'), update('', 'at tea')])
  expect(said.map(plain)).toEqual(['Status: on the water', accountWords.statusCleared])
  said[1]?.undo?.()
  await expect.poll(() => sent).toHaveLength(3)
  expect(sent[2]).toEqual(update('at tea', ''))
})

test('[SX1][SX4] one that is too long, or has other than letters on a line, is refused in place and asked of nobody', async () => {
  const { sent, said, run } = setup()
  for (const text of ['x'.repeat(141), 'a\u0007bell', 'two\u2028lines'])
    expect(await run(`/status ${text}`)).toBe(accountWords.statusWrong)
  expect([sent, said]).toEqual([[], []])
})

test('[SX4] what waits for the server says so, with a way back that goes through the same queue', async () => {
  const { sent, said, run } = setup(ok('waits'))
  await run('/status at sea')
  await run('/status')
  const later = 'it takes effect as soon as the server can be reached.'
  expect(said.map(plain)).toEqual([`at sea: ${later}`, `Status text: ${later}`])
  said[0]?.undo?.()
  await expect.poll(() => sent[2]).toEqual(update('at tea', 'at sea'))
})

test('[SX4] nothing is said to be set that could not be kept, or was refused while somebody waits for it', async () => {
  const { said, run } = setup(fail({ kind: 'edit-not-kept', detail: 'the disk is full' }))
  expect(await run('/status at sea')).toMatch(/could not be written to the disk/u)
  const refused = setup(fail({ kind: 'forbidden' }))
  expect(await refused.run('/status at sea')).toMatch(/does not allow/u)
  expect([said, refused.said]).toEqual([[], []])
})
