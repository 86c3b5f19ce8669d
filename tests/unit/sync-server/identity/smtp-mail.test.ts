/** Letters on their way to a real mail server, with the clock in hand. */
import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { StoreTrouble } from '../../../../sync-server/store/store.ts'
import { readConfig } from '../../../../sync-server/config.ts'
import { letterText } from '../../../../sync-server/identity/letters.ts'
import type { Letter, Mail } from '../../../../sync-server/identity/mail.ts'
import { createSmtpMail, type SmtpMail } from '../../../../sync-server/identity/smtp-mail.ts'
import { createThrottle } from '../../../../sync-server/identity/throttle.ts'
import type { MailSettings } from '../../../../sync-server/mail-config.ts'
import { createTallies, type Tallies } from '../../../../sync-server/metrics/tallies.ts'
import type { LetterStore } from '../../../../sync-server/store/letter-store.ts'
import { openSqliteStore } from '../../../../sync-server/store/sqlite/open.ts'
import { systemRandom } from '../../../../sync-server/system.ts'
import { type Certificate, createAuthority, trust } from '../../../support/certificates.ts'
import { testMasterKey } from '../../../support/master-key.ts'
import { type Mailbox, startMailbox } from '../../../support/mailbox.ts'
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock.ts'

interface World extends SmtpMail {
  readonly clock: VirtualClock
  readonly logged: Array<string>
  readonly tallies: Tallies
}

function setupMail(
  port: number,
  change: Partial<MailSettings> = {},
  { atOnce = 10_000, store = openLetters() }: { atOnce?: number; store?: LetterStore } = {},
): World {
  const env = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Tidings <chat@example.org>' }
  const settings = orThrow(readConfig(env)).mail
  if (settings === undefined) throw new Error('these settings send mail')
  const [clock, logged] = [createVirtualClock(), new Array<string>()]
  const note = (fields: object, message: string): void =>
    void logged.push(JSON.stringify({ ...fields, message }))
  const log = { debug: note, info: note, warn: note, error: note }
  const letters = createThrottle(1 / 12, clock, atOnce)
  const tallies = createTallies(clock.now)
  const made = createSmtpMail({ settings: { ...settings, ...change }, store, clock, log, letters, tallies })
  onTestFinished(() => made.stop())
  const mail: Mail = async (letter) => {
    const isKept = await made.mail(letter)
    clock.advance(0) // it is sent in a turn of its own
    return isKept
  }
  return { ...made, mail, clock, logged, tallies }
}

function openLetters(): LetterStore {
  const options = { file: ':memory:', random: systemRandom, masterKey: testMasterKey }
  return orThrow(openSqliteStore(options)).letters
}

async function setupBox(): Promise<Mailbox> {
  const box = await startMailbox()
  onTestFinished(() => box.close())
  return box
}

const invitation = (to: string, workspaceName = 'Quay'): Letter => ({
  kind: 'invitation',
  to,
  link: 'https://relay.example/invite#secret-token',
  workspaceName,
})

test('[ML1] a letter arrives as it was meant, in any script, and asks for no answer', async () => {
  const box = await setupBox()
  const { mail } = setupMail(box.port, { login: { user: 'chat', pass: 'p@ss word' } })
  expect(await mail(invitation('bob@bar.example', 'Café Ünïcode 漢字'))).toBe(true)
  expect(await mail({ kind: 'password-changed', to: 'bob@bar.example', displayName: 'Bob' })).toBe(true)
  const [first, second] = await box.waitFor(2)
  expect(first).toMatchObject({ from: 'chat@example.org', to: ['bob@bar.example'], user: 'chat' })
  expect(first?.text).toContain('“Café Ünïcode 漢字”')
  expect(first?.text).toContain('\r\nhttps://relay.example/invite#secret-token\r\n')
  expect(first?.headers.get('from')).toBe('Tidings <chat@example.org>')
  expect(first?.headers.get('auto-submitted')).toBe('auto-generated')
  expect([second?.headers.get('subject'), second?.text]).toEqual([
    'Your password was changed',
    expect.stringContaining('Hello Bob,'),
  ])
})

test('[ML3] names and addresses add neither header nor recipient nor link', async () => {
  const box = await setupBox()
  const { mail, logged } = setupMail(box.port)
  const names = [
    'Quay\r\nBcc: mallet@evil.example',
    'Quay\n\n<b>x</b>',
    'evil.example',
    'go to https://evil.example',
    `a${'b'.repeat(99)}`,
    '\u202Egnp.evil',
    'www。evil。example',
  ]
  for (const name of names) await mail(invitation('bob@bar.example', name))
  await mail({ kind: 'password-changed', to: 'bob@bar.example', displayName: 'x\r\nCc: mallet@evil.example' })
  const all = await box.waitFor(names.length + 1)
  for (const { to, headers, text } of all) {
    expect(to).toEqual(['bob@bar.example'])
    expect([headers.has('bcc'), headers.has('cc')]).toEqual([false, false])
    expect(text).not.toMatch(/evil/)
  }
  // Each is refused before a mail server hears of it.
  const addresses = [
    'a@b.example, c@d.example',
    'a@b.example\r\nDATA',
    'a@b.example>',
    '<a@b.example',
    'a@b.example\u0000',
    'nobody',
    'a b@c.example',
    '"a@b"@c.example',
  ]
  for (const to of addresses) await mail(invitation(to))
  await expect.poll(() => logged.filter((line) => line.includes('bad-address')).length).toBe(addresses.length)
  expect(box.tries()).toBe(names.length + 1)
  expect(letterText(invitation('bob@bar.example', 'St. John’s Quay & Co. (2)')).text).toContain(
    'St. John’s Quay & Co. (2)',
  )
})

test('[ML2][ML5][OP1] what is not taken for now goes later, what is refused for good does not, and the log says no address', async () => {
  const box = await setupBox()
  const { mail, clock, logged, tallies } = setupMail(box.port)
  box.refuse(451)
  expect(await mail(invitation('bob@bar.example'))).toBe(true)
  await expect.poll(() => clock.pending()).toBe(1)
  expect([tallies.lettersWaiting, tallies.letters.retry]).toEqual([1, 1])
  clock.advance(60_000)
  await expect.poll(() => [box.tries(), clock.pending()]).toEqual([2, 1])
  box.refuse(undefined)
  clock.advance(5 * 60_000)
  expect(await box.waitFor(1)).toMatchObject([{ to: ['bob@bar.example'] }])
  box.refuse(550)
  await mail(invitation('bob@bar.example'))
  await expect.poll(() => logged.at(-1)).toContain('could not be sent')
  expect([box.tries(), clock.pending()]).toEqual([4, 0])
  box.refuse(451)
  await mail(invitation('bob@bar.example'))
  for (const [index, minutes] of [1, 5, 30, 120].entries()) {
    await expect.poll(() => [box.tries(), clock.pending()]).toEqual([5 + index, 1])
    clock.advance(minutes * 60_000)
  }
  await expect.poll(() => logged.at(-1)).toContain('"tries":5')
  expect([box.tries(), clock.pending()]).toEqual([9, 0])
  expect(tallies.letters).toEqual({ sent: 1, retry: 6, failed: 2, dropped: 0 })
  await expect.poll(() => tallies.lettersWaiting).toBe(0)
  expect(logged.join()).not.toMatch(/bob|bar\.example|secret-token|no such box/)
})

test('[ML2] a server that never answers, or is not there, holds up nobody', async () => {
  const silent = createServer(() => {})
  const held = new Set<Socket>()
  silent.on('connection', (socket) => void held.add(socket))
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  onTestFinished(() => {
    for (const socket of held) socket.destroy()
    silent.close()
  })
  const address = silent.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const { mail, stop } = setupMail(port)
  const begun = performance.now()
  for (let number = 0; number < 1_001; number++) {
    expect(await mail(invitation(`bob${number}@bar.example`))).toBe(number < 1_000)
  }
  expect(performance.now() - begun).toBeLessThan(2_000)
  await expect.poll(() => held.size).toBe(1)
  for (const socket of held) socket.destroy()
  await stop()
  expect(await mail(invitation('late@bar.example'))).toBe(false)
})

test('[ML6] what waits when the relay stops, or dies while it sends, is sent by the next one', async () => {
  const box = await setupBox()
  const store = openLetters()
  box.refuse(451)
  const first = setupMail(box.port, {}, { store })
  await first.mail(invitation('bob@bar.example'))
  await expect.poll(() => first.clock.pending()).toBe(1)
  await first.stop()
  box.refuse(undefined)
  const second = setupMail(box.port, {}, { store })
  second.clock.advance(0)
  await expect.poll(() => second.clock.pending()).toBe(1)
  second.clock.advance(60_000)
  await box.waitFor(1)
  await expect.poll(() => second.clock.pending()).toBe(0)
  // Sent, and not noted: the row is there still, as after a death in between.
  await store.add(invitation('eve@bar.example'), millis(0), 10)
  const dying = setupMail(box.port, {}, { store: { ...store, remove: () => new Promise(() => {}) } })
  dying.clock.advance(0)
  await box.waitFor(2)
  const third = setupMail(box.port, {}, { store })
  third.clock.advance(0)
  await box.waitFor(3)
  expect(box.posted.map(({ to }) => to[0])).toEqual(['bob@bar.example', 'eve@bar.example', 'eve@bar.example'])
  await expect.poll(() => store.due(third.clock.now())).toBeUndefined()
})

test('[ML2] a store that is away keeps no letter, and those that wait go when it is back', async () => {
  const box = await setupBox()
  const letters = openLetters()
  let isAway = true
  const trouble = (): void => {
    if (isAway) throw new StoreTrouble('failed', new Error('away'))
  }
  const store: LetterStore = {
    ...letters,
    add: async (...given) => {
      trouble()
      return letters.add(...given)
    },
    due: async (now) => {
      trouble()
      return letters.due(now)
    },
  }
  await letters.add(invitation('bob@bar.example'), millis(0), 10)
  const { mail, clock, logged } = setupMail(box.port, {}, { store })
  expect(await mail(invitation('eve@bar.example'))).toBe(false)
  await expect.poll(() => logged.some((line) => line.includes('letters have to wait'))).toBe(true)
  isAway = false
  await expect.poll(() => clock.pending()).toBe(1)
  clock.advance(5_000)
  expect(await box.waitFor(1)).toMatchObject([{ to: ['bob@bar.example'] }])
})

test('[ML2] one address gets five at once, whatever case it is written in, then one in twelve minutes', async () => {
  const box = await setupBox()
  const { mail, clock, tallies } = setupMail(box.port, {}, { atOnce: 5 })
  const taken: Array<boolean> = []
  for (let number = 0; number < 7; number++)
    taken.push(await mail(invitation(number % 2 === 0 ? 'bob@bar.example' : 'BOB@bar.example')))
  expect(taken).toEqual([true, true, true, true, true, false, false])
  expect(tallies.letters.dropped).toBe(2)
  expect(await mail(invitation('eve@bar.example'))).toBe(true)
  clock.advance(12 * 60_000 + 1_000)
  expect(await mail(invitation('bob@bar.example'))).toBe(true)
  await box.waitFor(7)
})

test('[ML4] a server beyond this machine that offers no TLS gets nothing: no letter, no password', async () => {
  const box = await setupBox()
  const { mail, clock, logged } = setupMail(box.port, {
    demandsTls: true,
    login: { user: 'chat', pass: 'p@ss word' },
  })
  await mail(invitation('bob@bar.example'))
  await expect.poll(() => clock.pending()).toBe(1)
  expect(logged.at(-1)).toContain('waits')
  expect(box.tries()).toBe(0)
  // And none whose certificate nobody signed. The plain server answers a TLS hello with nonsense: it is taken for no TLS at all.
  const other = setupMail(box.port, { secure: true })
  await other.mail(invitation('bob@bar.example'))
  await expect.poll(() => other.clock.pending()).toBe(1)
  expect(box.tries()).toBe(0)
  const probe = connect(box.port, '127.0.0.1') // it is there, and would have taken it
  await once(probe, 'data')
  probe.destroy()
})

test.each([true, false])(
  '[ML4] over TLS a letter goes to a server whose certificate is good, and to no other (from the first byte: %s)',
  async (secure) => {
    const [authority, stranger] = [createAuthority(), createAuthority('Another')]
    trust(authority)
    const bring = async (certificate: Certificate) => {
      const box = await startMailbox({ ...certificate, secure })
      onTestFinished(() => box.close())
      const world = setupMail(box.port, { host: 'localhost', secure, demandsTls: true })
      await world.mail(invitation('bob@bar.example'))
      await expect.poll(() => world.logged.length).toBe(1)
      return [box.posted.length, world.logged[0]?.includes('a letter was sent')]
    }
    expect(await bring(authority.vouchFor(['localhost']))).toEqual([1, true])
    expect(await bring(authority.vouchFor(['elsewhere.example']))).toEqual([0, false])
    expect(await bring(stranger.vouchFor(['localhost']))).toEqual([0, false])
  },
)
