/** Two people in an encrypted Matrix room, stores in memory, the server played here. Seals and opens as many messages as each line says. */
import { createInterface } from 'node:readline'
import {
  DecryptionSettings,
  DeviceId,
  DeviceLists,
  EncryptionSettings,
  initAsync,
  OlmMachine,
  RequestType,
  RoomId,
  TrustRequirement,
  UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm'

await initAsync()
const room = '!bench:example.org'
const people = []
for (const name of ['ada', 'bea']) {
  const user = `@${name}:example.org`
  const device = `${name.toUpperCase()}DEVICE`
  people.push({ user, device, machine: await OlmMachine.initialize(new UserId(user), new DeviceId(device)) })
}
const [ada, bea] = people
/** What the server was given: keys of devices and one-time keys. */
const uploaded = new Map()

function answer({ user, device }, type, body) {
  switch (type) {
    case RequestType.KeysUpload: {
      const before = uploaded.get(user) ?? { device, keys: undefined, oneTime: {} }
      const oneTime = { ...before.oneTime, ...body.one_time_keys }
      uploaded.set(user, { device, keys: body.device_keys ?? before.keys, oneTime })
      return { one_time_key_counts: { signed_curve25519: Object.keys(oneTime).length } }
    }
    case RequestType.KeysQuery:
      return {
        device_keys: Object.fromEntries(
          Object.keys(body.device_keys).map((each) => {
            const known = uploaded.get(each)
            return [each, { [known.device]: known.keys }]
          }),
        ),
        failures: {},
      }
    case RequestType.KeysClaim:
      return {
        one_time_keys: Object.fromEntries(
          Object.entries(body.one_time_keys).map(([each, devices]) => {
            const [id, key] = Object.entries(uploaded.get(each).oneTime)[0]
            return [each, { [Object.keys(devices)[0]]: { [id]: key } }]
          }),
        ),
        failures: {},
      }
    default:
      return {}
  }
}

const send = (person, request) =>
  person.machine.markRequestAsSent(
    request.id,
    request.type,
    JSON.stringify(answer(person, request.type, JSON.parse(request.body))),
  )

async function settle(person) {
  for (const request of await person.machine.outgoingRequests()) await send(person, request)
}

for (const person of people) await settle(person)
const users = () => people.map(({ user }) => new UserId(user))
for (const person of people) {
  await person.machine.updateTrackedUsers(users())
  await send(person, person.machine.queryKeysForUsers(users()))
  await settle(person)
}
const claim = await ada.machine.getMissingSessions(users())
if (claim !== undefined && claim !== null) await send(ada, claim)

/** A room key for the other; as often as the room's settings ask for one. */
async function share() {
  for (const request of await ada.machine.shareRoomKey(new RoomId(room), users(), new EncryptionSettings())) {
    const body = JSON.parse(request.body)
    const content = body.messages?.[bea.user]?.[bea.device]
    await send(ada, request)
    if (content === undefined) continue
    const events = [{ type: request.event_type, sender: ada.user, content }]
    await bea.machine.receiveSyncChanges(JSON.stringify(events), new DeviceLists(), new Map())
  }
}

const settings = new DecryptionSettings(TrustRequirement.Untrusted)
let sent = 0
/** The event's content is `size` bytes of JSON. */
function contentOf(size) {
  const content = (body) => JSON.stringify({ msgtype: 'm.text', body })
  return content('x'.repeat(size - content('').length))
}

await share()
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const { messages, size } = JSON.parse(line)
  const content = contentOf(size)
  const roomId = new RoomId(room)
  const events = []
  let [sealMs, overheadBytes] = [0, 0]
  for (let each = 0; each < messages; each++) {
    const began = performance.now()
    if (sent % 100 === 0) await share()
    const sealed = await ada.machine.encryptRoomEvent(new RoomId(room), 'm.room.message', content)
    sealMs += performance.now() - began
    overheadBytes = sealed.length - size
    events.push(
      JSON.stringify({
        type: 'm.room.encrypted',
        event_id: `$event${sent++}`,
        sender: ada.user,
        origin_server_ts: Date.now(),
        room_id: room,
        content: JSON.parse(sealed),
      }),
    )
  }
  const opening = performance.now()
  for (const event of events) await bea.machine.decryptRoomEvent(event, roomId, settings)
  console.log(JSON.stringify({ sealMs, openMs: performance.now() - opening, overheadBytes }))
}
process.exit(0)
