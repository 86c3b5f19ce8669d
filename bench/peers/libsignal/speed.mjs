/** Two people with a session of libsignal between them, stores in memory. Seals and opens as many messages as each line says. */
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import * as signal from '@signalapp/libsignal-client'

class Sessions extends signal.SessionStore {
  records = new Map()
  async saveSession(name, record) {
    this.records.set(name.toString(), record)
  }
  async getSession(name) {
    return this.records.get(name.toString()) ?? null
  }
  async getExistingSessions(names) {
    return names.map((name) => this.records.get(name.toString()))
  }
}

class Identities extends signal.IdentityKeyStore {
  own = signal.IdentityKeyPair.generate()
  known = new Map()
  async getIdentityKey() {
    return this.own.privateKey
  }
  async getLocalRegistrationId() {
    return 1
  }
  async saveIdentity(name, key) {
    this.known.set(name.toString(), key)
    return signal.IdentityChange.NewOrUnchanged
  }
  async isTrustedIdentity(name, key) {
    return this.known.get(name.toString())?.equals(key) ?? true
  }
  async getIdentity(name) {
    return this.known.get(name.toString()) ?? null
  }
}

class PreKeys extends signal.PreKeyStore {
  records = new Map()
  async savePreKey(id, record) {
    this.records.set(id, record)
  }
  async getPreKey(id) {
    return this.records.get(id)
  }
  async removePreKey(id) {
    this.records.delete(id)
  }
}

class SignedPreKeys extends signal.SignedPreKeyStore {
  records = new Map()
  async saveSignedPreKey(id, record) {
    this.records.set(id, record)
  }
  async getSignedPreKey(id) {
    return this.records.get(id)
  }
}

class KyberPreKeys extends signal.KyberPreKeyStore {
  records = new Map()
  async saveKyberPreKey(id, record) {
    this.records.set(id, record)
  }
  async getKyberPreKey(id) {
    return this.records.get(id)
  }
  async markKyberPreKeyUsed() {}
}

const person = (name) => ({
  address: signal.ProtocolAddress.new(name, 1),
  sessions: new Sessions(),
  identities: new Identities(),
  preKeys: new PreKeys(),
  signedPreKeys: new SignedPreKeys(),
  kyberPreKeys: new KyberPreKeys(),
})

async function bundleOf({ identities, preKeys, signedPreKeys, kyberPreKeys }) {
  const identity = identities.own
  const [preKey, signed] = [signal.PrivateKey.generate(), signal.PrivateKey.generate()]
  const kyber = signal.KEMKeyPair.generate()
  const signature = identity.privateKey.sign(signed.getPublicKey().serialize())
  const kyberSignature = identity.privateKey.sign(kyber.getPublicKey().serialize())
  await preKeys.savePreKey(1, signal.PreKeyRecord.new(1, preKey.getPublicKey(), preKey))
  await signedPreKeys.saveSignedPreKey(
    1,
    signal.SignedPreKeyRecord.new(1, Date.now(), signed.getPublicKey(), signed, signature),
  )
  await kyberPreKeys.saveKyberPreKey(1, signal.KyberPreKeyRecord.new(1, Date.now(), kyber, kyberSignature))
  return signal.PreKeyBundle.new(
    1,
    1,
    1,
    preKey.getPublicKey(),
    1,
    signed.getPublicKey(),
    signature,
    identity.publicKey,
    1,
    kyber.getPublicKey(),
    kyberSignature,
  )
}

async function seal(from, to, text) {
  const sealed = await signal.signalEncrypt(text, to.address, from.address, from.sessions, from.identities)
  return sealed.serialize()
}

const open = (from, to, bytes) =>
  signal.signalDecrypt(
    signal.SignalMessage.deserialize(bytes),
    from.address,
    to.address,
    to.sessions,
    to.identities,
  )

const [ada, bea] = [person('ada'), person('bea')]
await signal.processPreKeyBundle(await bundleOf(bea), bea.address, ada.address, ada.sessions, ada.identities)
const first = await seal(ada, bea, new Uint8Array([1]))
await signal.signalDecryptPreKey(
  signal.PreKeySignalMessage.deserialize(first),
  ada.address,
  bea.address,
  bea.sessions,
  bea.identities,
  bea.preKeys,
  bea.signedPreKeys,
  bea.kyberPreKeys,
)
await open(bea, ada, await seal(bea, ada, new Uint8Array([2])))

console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const { messages, size } = JSON.parse(line)
  const texts = Array.from({ length: messages }, () => new Uint8Array(randomBytes(size)))
  const began = performance.now()
  const sealed = []
  for (const text of texts) sealed.push(await seal(ada, bea, text))
  const opening = performance.now()
  for (const bytes of sealed) await open(ada, bea, bytes)
  const ended = performance.now()
  const overheadBytes = sealed.at(-1).length - size
  console.log(JSON.stringify({ sealMs: opening - began, openMs: ended - opening, overheadBytes }))
  // The other writes back: a conversation has two sides, and the keys move on.
  await open(bea, ada, await seal(bea, ada, new Uint8Array([3])))
}
process.exit(0)
