/** Pictures of people and workspaces in this page: asked of main as they are shown, each once. */
import type { Clock } from '../../../core/base/clock.ts'
import { type Cell, createCell, type Readable } from '../../../core/base/readable.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import type { PictureOwner } from '../../../core/bridge/pictures-contract.ts'
import { readPicture } from '../../../core/protocol/pictures-api.ts'

export interface Pictures {
  /** Undefined as long as it is not here. One that could not be had is asked for again when it is shown later. */
  readonly picture: (of: PictureOwner, hash: string) => Readable<Blob | undefined>
}

export interface PicturesDeps {
  readonly bridge: Pick<PageBridge, 'call'>
  readonly clock: Pick<Clock, 'now'>
}

/** So many are kept in memory, of up to 64 KiB each. */
const limit = 500
/** A relay that is away is not asked for every row that scrolls by. */
const patienceMs = 30_000
/** Questions under way at a time. */
const atOnce = 4

interface Known {
  readonly cell: Cell<Blob | undefined>
  state: 'asked' | 'here' | number
}

export function createPictures({ bridge, clock }: PicturesDeps): Pictures {
  const known = new Map<string, Known>()
  const waiting: Array<() => Promise<void>> = []
  let running = 0

  const next = (): void => {
    while (running < atOnce) {
      const ask = waiting.shift()
      if (ask === undefined) return
      running++
      void ask().finally(() => {
        running--
        next()
      })
    }
  }
  const ask = (of: PictureOwner, hash: string, entry: Known): void => {
    entry.state = 'asked'
    waiting.push(async () => {
      const answer = await bridge.call('picture.read', { of, hash }).catch(() => undefined)
      // Read once more: what is decoded must be small, whoever sent it.
      const head = answer?.ok === true ? readPicture(answer.value) : undefined
      if (answer?.ok !== true || head === undefined) {
        entry.state = clock.now() + patienceMs
        return
      }
      entry.state = 'here'
      entry.cell.write(new Blob([new Uint8Array(answer.value)], { type: head.type }))
    })
    next()
  }
  return {
    picture: (of, hash) => {
      const found = known.get(hash) ?? { cell: createCell<Blob | undefined>(undefined), state: 0 }
      // The one shown last is the last to go.
      known.delete(hash)
      known.set(hash, found)
      const [oldest] = known.keys()
      if (known.size > limit && oldest !== undefined) known.delete(oldest)
      if (typeof found.state === 'number' && found.state <= clock.now()) ask(of, hash, found)
      return found.cell
    },
  }
}
