import * as v from 'valibot'
import { Defect } from '../base/defect.ts'
import { type Bridge, bridgeInputs, type BridgeName, type BridgeOutput, isBridgeName } from './contract.ts'

/**
 * Answers one request of the page. Rejects with a `Defect` when there is no such call or its input is not as agreed; the
 * message names the field and never holds a value, for it goes to logs.
 */
export async function answerBridge(bridge: Bridge, name: unknown, input: unknown): Promise<unknown> {
  if (!isBridgeName(name)) throw new Defect('no such call on the bridge')
  return answer(bridge, name, input)
}

function answer<Name extends BridgeName>(
  bridge: Bridge,
  name: Name,
  input: unknown,
): Promise<BridgeOutput<Name>> {
  const read = v.safeParse(bridgeInputs[name], input)
  if (!read.success) throw new Defect(`${name}: bad ${fieldOf(read.issues[0])}`)
  return bridge[name](read.output)
}

/** `entries.0.bytes`; valibot's own message would quote the value. Names of unknown keys are the page's: cut and cleaned. */
function fieldOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'input'
  return path.slice(0, 64).replaceAll(/[^\w.-]/g, '?')
}
