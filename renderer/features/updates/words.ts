import type { UpdateRefusal, UpdateState } from '../../../core/bridge/updates-contract.ts'
import { pagePercent } from '../../languages/speech.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { clockTime } from '../../ui/times.ts'

export const words = wordsOf('updates')
const { states, refusals } = words

export function updateText(state: UpdateState): string {
  switch (state.kind) {
    case 'idle':
    case 'checking':
      return states[state.kind]
    case 'none':
      return states.none(clockTime(state.at))
    case 'available':
    case 'ready':
      return states[state.kind](state.version)
    case 'downloading':
      return states.downloading(state.version, pagePercent(state.share))
    case 'refused':
      return refusalText(state.why)
  }
}

function refusalText(why: UpdateRefusal): string {
  switch (why.kind) {
    case 'changed':
      return refusals[why.what]
    case 'older':
      return refusals.older(why.version)
    default: // the others have no more to say than what they are
      return refusals[why.kind]
  }
}
