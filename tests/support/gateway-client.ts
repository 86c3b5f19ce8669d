/** A socket of the JSON gateway that the test moves by hand. */
import { orThrow } from '../../core/base/defect.ts'
import type { GatewayAnswer } from '../../core/protocol/json-gateway.ts'
import type { Entrance, JsonGateway } from '../../sync-server/json-gateway/gateway.ts'
import type { GatewayMember } from '../../sync-server/json-gateway/member.ts'

type Kind = GatewayAnswer['type']
type AnswerOf<Type extends Kind> = Extract<GatewayAnswer, { readonly type: Type }>

export interface GatewayClient {
  readonly member: GatewayMember
  readonly say: (frame: object) => void
  readonly sayText: (text: string) => void
  readonly answers: ReadonlyArray<GatewayAnswer>
  readonly of: <Type extends Kind>(type: Type) => ReadonlyArray<AnswerOf<Type>>
  readonly state: () => { readonly code: number; readonly reason: string } | 'open' | 'cut'
  readonly setBuffered: (bytes: number) => void
  readonly isRead: () => boolean
}

export async function enterGateway(
  { admit }: Pick<JsonGateway, 'admit'>,
  entrance: Partial<Entrance> & Pick<Entrance, 'token'>,
): Promise<GatewayClient> {
  const enter = orThrow(await admit({ origin: undefined, room: undefined, from: '192.0.2.7', ...entrance }))
  const answers: Array<GatewayAnswer> = []
  let state: ReturnType<GatewayClient['state']> = 'open'
  let buffered = 0
  let isRead = true
  const member = enter({
    send: (text) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the gateway itself has typed
      if (state === 'open') answers.push(JSON.parse(text) as GatewayAnswer)
    },
    buffered: () => buffered,
    ping: () => {},
    setReading: (isReading) => {
      isRead = isReading
    },
    close: (code, reason) => {
      state = { code, reason }
    },
    cut: () => {
      state = 'cut'
    },
  })
  return {
    member,
    say: (frame) => member.received(JSON.stringify(frame)),
    sayText: member.received,
    answers,
    of: <Type extends Kind>(type: Type) =>
      answers.filter((answer): answer is AnswerOf<Type> => answer.type === type),
    state: () => state,
    setBuffered: (bytes) => {
      buffered = bytes
    },
    isRead: () => isRead,
  }
}
