import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { UpdateStanding, UpdateState } from '../../core/bridge/updates-contract.ts'
import { brokenRules, button, openMenu, overflowing, showSealed } from './sealed-kit.tsx'

const dialog = () => page.getByRole('dialog')
const standing = (state: UpdateState, change: Partial<UpdateStanding> = {}): UpdateStanding => ({
  mode: 'notify',
  channel: 'stable',
  channelIsLocked: false,
  state,
  ...change,
})
const ready = standing({ kind: 'ready', version: '1.2.4' })

describe('updates on the page', () => {
  test('[UP8] a ready one is offered once, quietly: restarted for, or put off', async () => {
    const asked: Array<string> = []
    await showSealed({}, { updates: ready, asked, width: 480 })
    const banner = page.getByText(/^Version 1\.2\.4 is ready\./)
    await expect.element(banner).toBeVisible()
    expect(await brokenRules()).toEqual([])
    expect(overflowing()).toEqual([])
    await button('Restart to update').click()
    expect(asked.at(-1)).toBe('updates.install')
    await button('Later').click()
    await expect.element(banner).not.toBeInTheDocument()
  })

  test.each([1_100, 480])(
    '[UP8] what is known and what may be done stands in the settings, at %i pixels',
    async (width) => {
      const asked: Array<string> = []
      await showSealed({}, { updates: standing({ kind: 'available', version: '1.2.4' }), asked, width })
      if (width < 600) await button('Show conversations').click()
      await openMenu('Settings')
      await expect.element(dialog().getByText('Tidings 1.2.3')).toBeVisible()
      await expect.element(dialog().getByText('Version 1.2.4 is out.')).toBeVisible()
      await dialog()
        .getByRole('radio', { name: /^Test versions/ })
        .click()
      await button('Look for updates').click()
      await button('Fetch it').click()
      expect(asked.filter((name) => name.startsWith('updates.') && name !== 'updates.standing')).toEqual([
        'updates.setChannel',
        'updates.check',
        'updates.download',
      ])
      expect(await brokenRules()).toEqual([])
      expect(overflowing()).toEqual([])
    },
  )

  test('[UP10] a refusal says why, and what to do', async () => {
    await showSealed({}, { updates: standing({ kind: 'refused', why: { kind: 'other-publisher' } }) })
    await openMenu('Settings')
    await expect
      .element(dialog().getByText(/comes from somebody else .* was not installed\. Tell/))
      .toBeVisible()
    expect(await brokenRules()).toEqual([])
  })

  test('[UP8] where updates come from elsewhere it says so, and there is nothing to press', async () => {
    await showSealed({}, { updates: { ...ready, mode: 'disabled' }, policies: { UpdateMode: 'disabled' } })
    await openMenu('Settings')
    await expect.element(dialog().getByText(/^Updates come from your organisation/)).toBeVisible()
    await expect.element(dialog().getByText('Your organisation has set this for this device.')).toBeVisible()
    await expect.element(button('Look for updates')).not.toBeInTheDocument()
    await expect.element(page.getByText(/is ready/)).not.toBeInTheDocument()
  })

  test('[PO24] which versions come is locked where it is set, and says by whom', async () => {
    const updates = standing({ kind: 'idle' }, { channelIsLocked: true })
    await showSealed({}, { updates, policies: { UpdateChannel: 'stable' } })
    await openMenu('Settings')
    const all = dialog().getByRole('group', { name: 'Which versions' })
    await expect.element(all.getByRole('radio').first()).toBeDisabled()
    await expect.element(all.getByText('Your organisation has set this for this device.')).toBeVisible()
  })
})
