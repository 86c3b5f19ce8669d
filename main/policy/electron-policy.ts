/** What of the policies Electron has to be told: of the start, and of the network. Rules PO22 and PO23 in core/policy/SPEC.md. */
import { app, type Session } from 'electron'
import type { Clock } from '../../core/base/clock.ts'
import { chooseCertificate } from './client-certificate.ts'
import type { Policy } from './policy.ts'
import { proxyConfig } from './proxy-config.ts'

/** Before Electron is ready. */
export function startAsManaged(policy: Policy): void {
  if (!policy.value('HardwareAcceleration')) app.disableHardwareAcceleration()
  const store = policy.value('PasswordStore')
  if (process.platform === 'linux' && store !== 'auto') app.commandLine.appendSwitch('password-store', store)
}

/** Before anything is asked: main's own requests go by the default session, the page's by that of the pages. */
export async function manageNetwork(policy: Policy, sessions: ReadonlyArray<Session>): Promise<void> {
  for (const session of sessions) {
    session.allowNTLMCredentialsForDomains(policy.value('AuthServerAllowlist').join(','))
    await session.setProxy(proxyConfig(policy))
  }
}

/** Nobody but the policy gives a server a certificate, and nobody gives a name and a password to whoever stands in the way. */
export function answerChallenges(policy: Policy, clock: Clock, report: (line: string) => void): void {
  app.on('select-client-certificate', (event, _contents, asker, offered, answer) => {
    event.preventDefault() // Chromium would show the first that it finds
    answer(chooseCertificate(policy, asker, offered, clock.now()))
  })
  const told = new Set<string>()
  app.on('login', (event, _contents, _request, { host, isProxy }, answer) => {
    event.preventDefault()
    answer()
    if (!isProxy || told.has(host)) return
    told.add(host)
    report(
      `The proxy ${host} asks for a name and a password, which Tidings gives to none: see the guide for IT.`,
    )
  })
}
