/** On through the screens that need others, or trouble: groups, private channels, what was not sent, what is not there, a session that ended. */
import type { Locator } from 'playwright-core'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { scheduledKey, schedule } from '../../core/engine/personal/scheduled.ts'
import { toMessageLink } from '../../core/bridge/app-link.ts'
import { conversationId, opId, userId } from '../../core/protocol/ids.ts'
import { appPassword } from './app-person.ts'
import { managedBy } from './managed-page.ts'
import { policiesSet } from './policies.ts'
import { begin, walkGroup, walkMembers, walkPrivate } from './screen-walk-groups.ts'
import {
  chooseOfAccount,
  closeDialogs,
  type CompanyWalk,
  dialogOf,
  press,
  walkDevices,
  walkNewDevice,
  walkNewKeys,
  walkSafety,
} from './screen-walk-keys.ts'
import { reconnect } from './screens.ts'
import { until } from './until.ts'

const box = ({ page, words }: CompanyWalk, title: string): Locator =>
  page.getByRole('textbox', { name: words.composer.message(title) })

/** What no device could send in time: another device put it there, two days ago. */
async function walkMissed(walk: CompanyWalk): Promise<void> {
  const { page, words, look, closed, company, said } = walk
  const { ana, workspace, general } = company
  const message = opId('0123456789abcdef0123456789abcdef')
  const settings = ana.engine().personal(workspace)
  const at = millis(Date.now() - 2 * 24 * 3_600_000)
  const about = { mentions: [], thread: undefined, alsoInChannel: false, replyTo: undefined }
  const changes = schedule(settings.all.read(), {
    ...about,
    message,
    conversation: general,
    text: said.first,
    preview: undefined,
    at,
  })
  if ('kind' in changes) throw new Error('there is room for one')
  for (const [key, value] of changes) orThrow(await settings.set(key, value))
  const { later, scheduled } = words
  await page.getByText(later.missedNote(1)).waitFor()
  await look('missed message')
  await press(page, later.look)
  const list = dialogOf(walk, scheduled.title)
  await list.getByText(scheduled.missed).waitFor()
  await look('missed message, its list')
  await closeDialogs(walk)
  await closed?.('missed message, its list')
  orThrow(await settings.set(scheduledKey(message), undefined))
  await page.getByText(later.missedNote(1)).waitFor({ state: 'detached' })
}

/** What waits at a sign-out, and is refused once the way is back: the channel was archived meanwhile, for a moment. */
async function walkRefused(walk: CompanyWalk): Promise<void> {
  const { page, words, look, closed, company, way, said } = walk
  const { ana, general } = company
  await way.cut()
  await page
    .getByRole('status')
    .filter({ hasText: words.connection.states.offline.slice(1, 6) })
    .waitFor()
  await box(walk, '#general').fill(said.first)
  await box(walk, '#general').press('Enter')
  const waiting = page.getByRole('article').filter({ hasText: said.first })
  await waiting.getByText(words.conversation.queued).waitFor({ state: 'attached' })
  await chooseOfAccount(walk, words.sidebar.signOut)
  await dialogOf(walk, words.sidebar.signOutTitle).waitFor()
  await look('sign out with messages waiting')
  await closeDialogs(walk)
  await closed?.('sign out with messages waiting')
  orThrow(
    await ana.bridge.call('directory.edit', {
      kind: 'archive',
      conversation: general,
      called: 'general',
      archived: true,
    }),
  )
  await reconnect(way, page)
  const refused = waiting.getByRole('paragraph').filter({ hasText: words.refusal.refusals.closed })
  await refused.waitFor()
  await page.getByText(words.managing.archivedTitle).waitFor()
  await look('not sent')
  // Once the channel is open again it goes by itself.
  orThrow(
    await ana.bridge.call('directory.edit', {
      kind: 'archive',
      conversation: general,
      called: 'general',
      archived: false,
    }),
  )
  await refused.waitFor({ state: 'detached' })
}

/** Links to what is not there, and the offer to show what is behind one. */
async function walkLinks(walk: CompanyWalk): Promise<void> {
  const { page, words, look, closed, company } = walk
  const { conversation, previews } = words
  const { general, ana } = company
  const nobody = opId('f'.repeat(32))
  const follow = async (url: string): Promise<void> => {
    await box(walk, '#general').fill(url)
    await box(walk, '#general').press('Enter')
    await page.getByRole('article').filter({ hasText: url }).getByRole('link').click()
  }
  await follow(toMessageLink(general, nobody, ana.account.user))
  await page.getByText(conversation.quests['not-there']).waitFor()
  await look('message that is gone')
  await press(page.locator('output'), words.ui.close)
  await follow(toMessageLink(conversationId('e'.repeat(32)), nobody, ana.account.user))
  await dialogOf(walk, conversation.nowhereTitle).waitFor()
  await look('message is not here')
  await closeDialogs(walk)
  await closed?.('message is not here')
  await box(walk, '#general').fill('https://boats.invalid/one')
  const offer = page.getByRole('button', { name: previews.offer('boats.invalid') })
  await offer.waitFor()
  await look('preview, offered')
  await offer.click()
  await page.getByText(previews.failures.notAllowed('boats.invalid')).waitFor()
  await look('preview, none')
  await press(page, previews.remove)
  await box(walk, '#general').fill('')
}

async function walkDocumentLink(walk: CompanyWalk): Promise<void> {
  const { page, words, look, closed, said } = walk
  const { documents } = words
  await press(page, documents.newDocument)
  await page.getByRole('dialog').getByLabel(documents.title).fill(said.group)
  await press(page.getByRole('dialog'), documents.createDocument)
  const text = page.getByRole('textbox', { name: documents.textOf(said.group) })
  await text.click()
  await page.getByRole('toolbar').getByRole('button', { name: documents.commands.link }).click()
  const dialog = dialogOf(walk, documents.addLink)
  await dialog.getByLabel(documents.linkAddress).fill('javascript:alert(1)')
  await press(dialog, documents.setLink)
  await dialog.getByText(documents.linkWrong).waitFor()
  await look('link in a document')
  await press(dialog, words.ui.cancel)
  await dialog.waitFor({ state: 'detached' })
  await closed?.('link in a document')
}

async function walkPassword(walk: CompanyWalk): Promise<void> {
  const { words, look, closed } = walk
  const { account } = words
  await chooseOfAccount(walk, words.sidebar.passwords)
  await press(dialogOf(walk, words.sidebar.settings), account.changePassword)
  const dialog = dialogOf(walk, account.changePassword)
  await dialog.getByLabel(account.newPassword).fill('short')
  await press(dialog, account.changePassword)
  await dialog.getByText(account.nextWrong).waitFor()
  await look('change password')
  await closeDialogs(walk)
  await closed?.('change password')
}

/** Signed out by another device of hers. */
async function walkSessionEnd(walk: CompanyWalk): Promise<void> {
  const { page, words, look, company, way } = walk
  const { connection } = words
  orThrow(await company.ana.bridge.call('account.signOutOthers', {}))
  await way.cut()
  await reconnect(way, page)
  const again = page.getByRole('button', { name: connection.signInAgain, exact: true })
  await again.waitFor()
  await look('session ended')
  await again.click()
  const dialog = dialogOf(walk, connection.signInAgainTitle)
  await dialog.getByLabel(connection.password).fill('not this one')
  await press(dialog, connection.signInAgain)
  await dialog.getByText(words.account.wrongPassword).waitFor()
  await look('sign in again')
  await dialog.getByLabel(connection.password).fill(appPassword)
  await press(dialog, connection.signInAgain)
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(connection.signedOut).waitFor({ state: 'detached' })
}

/** As `prepare` of a start: the keystore of the system opens what is kept here, and the organisation wants more. */
export const needsPassphrase = managedBy(policiesSet({ RequirePassphrase: true, MinPassphraseLength: 16 }), {
  'session.read': {
    kind: 'passphrase-due',
    user: userId('a'.repeat(32)),
    username: 'zhuk',
    displayName: 'Жук',
  },
})

/** The page was started so. */
export async function walkRequiredPassphrase({ page, words, look }: CompanyWalk): Promise<void> {
  await page.getByRole('heading', { name: words.account.setPassphrase }).waitFor()
  await page.getByText(words.policy.passphraseNeeded).waitFor()
  await look('required passphrase')
}

/** All of these. The page shows the first screen before, and is signed in as Ana afterwards. */
export async function walkCompany(walk: CompanyWalk): Promise<void> {
  const { page, company, said } = walk
  await walkNewDevice(walk)
  await box(walk, '#general').waitFor()
  await walkDevices(walk)
  await walkMissed(walk)
  await walkRefused(walk)
  await walkLinks(walk)
  await walkMembers(walk)
  await walkPrivate(walk)
  await begin(walk, company.names.ben)
  await press(page, walk.words.groups.begin)
  await page.getByRole('heading', { name: company.names.ben, level: 1 }).waitFor()
  await walkSafety(walk)
  await walkGroup(walk)
  await page.getByRole('textbox', { name: walk.words.composer.message(said.group) }).fill(said.second)
  await walkNewKeys(walk)
  await walkDocumentLink(walk)
  await walkPassword(walk)
  await walkSessionEnd(walk)
  await until(company.ana.engine().connection, ({ kind }) => kind === 'online')
}
