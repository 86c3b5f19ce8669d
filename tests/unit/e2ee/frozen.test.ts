/**
 * Our own frozen vectors: keys, nonces and the bytes that came of them when the formats were settled. Whatever changes in the code,
 * these bytes have to be made from those keys, and be read. They change only with a new suite or format byte.
 */
import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { Defect, orThrow } from '../../../core/base/defect.ts'
import { commitEpoch, unwrapEpoch } from '../../../core/e2ee/commit-epoch.ts'
import { keyCommit, messageKey } from '../../../core/e2ee/key-schedule.ts'
import { eraseContent, openErased } from '../../../core/e2ee/erase-content.ts'
import { openContent } from '../../../core/e2ee/open-content.ts'
import type { Payload } from '../../../core/e2ee/payload.ts'
import type { Primitives } from '../../../core/e2ee/primitives.ts'
import { openRecovery, sealRecovery } from '../../../core/e2ee/recovery-blob.ts'
import { formatRecoveryCode, parseRecoveryCode } from '../../../core/e2ee/recovery-code.ts'
import { safetyNumber, safetyQr } from '../../../core/e2ee/safety-number.ts'
import { sealContent, sealLeave } from '../../../core/e2ee/seal-content.ts'
import { userId, workspaceId } from '../../../core/protocol/ids.ts'
import { dmConversationId, groupConversationId } from '../../../core/sealed/conversation-id.ts'
import { contentAssociated, isErasedByWriter } from '../../../core/sealed/content-entry.ts'
import {
  deviceIdOf,
  deviceProofText,
  encodeListBody,
  joinList,
  listHash,
  readList,
} from '../../../core/sealed/device-list.ts'
import { noHash } from '../../../core/sealed/entry-place.ts'
import { epochIdOf } from '../../../core/sealed/epoch-entry.ts'
import { encodeLeafBody, joinLeaf, readLeaf } from '../../../core/sealed/leaf-record.ts'
import { decodeSealed } from '../../../core/sealed/sealed-entry.ts'
import { emptySealedLog } from '../../../core/sealed/sealed-log.ts'
import { signedText } from '../../../core/sealed/signed-text.ts'
import { hex, toHex } from '../../support/hex.ts'
import { seededPrimitives } from '../../support/sealed-people.ts'
import frozen from '../../vectors/tidings.json' with { type: 'json' }

const primitives = seededPrimitives(0)
/** Chance that was settled beforehand: these, one after another. */
function drawing(...draws: ReadonlyArray<string>): Primitives {
  const left = draws.map(hex)
  return {
    ...primitives,
    random: (length) => {
      const draw = left.shift()
      if (draw?.length !== length) throw new Defect('another chance than was settled')
      return draw
    },
  }
}

const { keys } = frozen
const [identity, signing] = [
  primitives.signingKey(hex(keys.identity)),
  primitives.signingKey(hex(keys.signing)),
]
const [user, other] = [userId(frozen.user), userId(frozen.other)]
const [workspace, device] = [workspaceId(frozen.workspace), deviceIdOf(signing.publicKey)]
const leafKey = primitives.dhPublicKey(hex(keys.leaf))
const at = millis(frozen.time)
const later = millis(frozen.time + 86_400_000)

const made = (): Record<keyof typeof frozen.bytes, string> => {
  const leafBody = encodeLeafBody({ device, g: 0, key: leafKey, from: at, until: later })
  const leaf = joinLeaf(leafBody, primitives.sign(signing, signedText('leaf', leafBody)))
  const proof = primitives.sign(signing, deviceProofText(user, identity.publicKey, at))
  const listBody = encodeListBody({
    user,
    identity: identity.publicKey,
    version: 1,
    prev: noHash,
    reset: false,
    devices: [{ sign: signing.publicKey, role: 'primary', name: 'Laptop', added: at, proof }],
    revoked: [],
    backup: null,
    issued: at,
    expires: later,
  })
  const list = joinList(listBody, primitives.sign(identity, signedText('list', listBody)))
  const conversation = dmConversationId(workspace, user, user)
  const epoch = orThrow(
    commitEpoch(
      drawing(keys.epoch, keys.ephemeral),
      emptySealedLog(conversation),
      { device, signing, leaf },
      {
        reason: 'create',
        members: [{ user, version: 1, list: listHash(list), role: 'admin', devices: [device] }],
        leaves: new Map([[device, { g: 0, key: leafKey }]]),
        create: { kind: 'dm', workspace, salt: new Uint8Array(16) },
      },
      at,
    ),
  )
  const place = {
    conversation,
    epoch: 0,
    epochId: epoch.id,
    device,
    counter: 1,
    prevOwn: orThrow(decodeSealed(epoch.bytes)).id,
    seenSeq: 0,
    seenHead: noHash,
    time: at,
  }
  const message = messageKey(primitives, hex(keys.epoch), epoch.id, device)
  const ownList = { version: 1, hash: listHash(list) }
  const sealed = (payload: Payload): Uint8Array =>
    orThrow(sealContent(drawing(keys.nonce), { signing, message }, place, payload))
  const payload = {
    kind: 'content',
    segment: 2,
    counter: 7,
    update: Uint8Array.of(1, 2, 3),
    ownList,
    peers: [],
  } as const
  const content = sealed(payload)
  const entry = orThrow(decodeSealed(content))
  if (entry.kind !== 'content') throw new Defect('content')
  const left = { ...payload, update: Uint8Array.of(4) }
  const erased = eraseContent(drawing(keys.erasedNonce), { signing, message }, entry, left)
  const code = hex(keys.recovery)
  return {
    leaf: toHex(leaf),
    list: toHex(list),
    epoch: toHex(epoch.bytes),
    content: toHex(content),
    erased: toHex(erased),
    associated: toHex(contentAssociated(orThrow(decodeSealed(content)).header)),
    claim: toHex(
      sealed({
        kind: 'claim',
        counter: 7,
        client: 2 ** 53 - 1,
        ownList,
        peers: [{ user: other, ...ownList }],
      }),
    ),
    leave: toHex(sealLeave(primitives, signing, place)),
    message: toHex(message),
    commit: toHex(keyCommit(primitives, hex(keys.epoch), conversation, 0)),
    recoveryCode: formatRecoveryCode(primitives, code),
    recoveryBlob: toHex(
      orThrow(sealRecovery(drawing(keys.nonce), code, { user, version: 1, contents: hex('010203') })),
    ),
    dm: dmConversationId(workspace, user, other),
    group: groupConversationId(workspace, device, hex('03'.repeat(16))),
    safetyNumber: safetyNumber(
      primitives,
      { user, key: identity.publicKey },
      { user: other, key: signing.publicKey },
    ),
    safetyQr: safetyQr({ user, key: identity.publicKey }, { user: other, key: signing.publicKey }),
  }
}

test('[FZ1] the settled keys make the settled bytes', () => {
  expect(made()).toEqual(frozen.bytes)
})

test('[FZ2] the settled bytes are read: list, leaf, epoch with its wrap, content, what is left of it, claim, leave, backup', () => {
  const { bytes } = frozen
  expect(readList(hex(bytes.list), primitives)).toMatchObject({ user, version: 1 })
  expect(readLeaf(hex(bytes.leaf), signing.publicKey, primitives)).toMatchObject({
    device,
    g: 0,
    key: leafKey,
  })
  const epoch = orThrow(decodeSealed(hex(bytes.epoch)))
  if (epoch.kind !== 'epoch') throw new Defect('an epoch')
  expect(unwrapEpoch(primitives, epoch, device, hex(keys.leaf))).toEqual({ ok: true, value: hex(keys.epoch) })
  for (const text of [bytes.content, bytes.claim]) {
    const entry = orThrow(decodeSealed(hex(text)))
    if (entry.kind !== 'content') throw new Defect('content')
    expect(entry.epochId).toBe(epochIdOf(epoch.id))
    expect(primitives.verify(signing.publicKey, signedText('entry', entry.header), entry.signature)).toBe(
      true,
    )
    expect(openContent(primitives, hex(bytes.message), entry)).toMatchObject({
      ok: true,
      value: { counter: 7 },
    })
  }
  const erased = orThrow(decodeSealed(hex(bytes.erased)))
  if (erased.kind !== 'content') throw new Defect('content')
  expect(erased.id).toEqual(orThrow(decodeSealed(hex(bytes.content))).id)
  expect(isErasedByWriter(erased, signing.publicKey, primitives.verify, primitives.sha256)).toBe(true)
  expect(openErased(primitives, hex(bytes.message), erased)).toMatchObject({
    ok: true,
    value: { counter: 7, update: Uint8Array.of(4) },
  })
  expect(decodeSealed(hex(bytes.leave))).toMatchObject({ ok: true, value: { kind: 'leave', device } })
  const code = orThrow(parseRecoveryCode(primitives, bytes.recoveryCode))
  expect(openRecovery(primitives, code, user, hex(bytes.recoveryBlob))).toMatchObject({
    ok: true,
    value: { contents: hex('010203') },
  })
})
