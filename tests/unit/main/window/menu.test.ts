import { describe, expect, test, vi } from 'vitest'
import { appMenu, pointerMenu, trayMenu } from '../../../../main/window/electron-menu.ts'
import { words as desktopWords } from '../../../../renderer/features/desktop/words/en.ts'

const words = desktopWords.menus
type Item = ReturnType<typeof appMenu>[number]
const entriesOf = (items: ReadonlyArray<Item>): ReadonlyArray<string> =>
  items.map(({ type, label, role }) => (type === 'separator' ? '-' : `${role ?? ''}:${label ?? ''}`))
const inside = (items: ReadonlyArray<Item>): ReadonlyArray<Item> =>
  items.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))

const nothing = {
  canUndo: false,
  canRedo: false,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canDelete: false,
  canSelectAll: true,
  canEditRichly: false,
}
const place = {
  isEditable: false,
  selectionText: '',
  linkURL: '',
  misspelledWord: '',
  dictionarySuggestions: [] as string[],
  editFlags: nothing,
}

function actions() {
  return {
    replace: vi.fn<(word: string) => void>(),
    learn: vi.fn<(word: string) => void>(),
    copy: vi.fn<(text: string) => void>(),
  }
}

describe('[DT9] the menus', () => {
  test.each([true, false])('have the standard roles, in the words of the page (on a Mac: %s)', (isMac) => {
    const newWindow = vi.fn<() => void>()
    const menu = appMenu({ words, isMac, isPackaged: true, newWindow })
    expect(menu[0]?.role === 'appMenu').toBe(isMac)
    const items = inside(menu)
    const roles = items.map(({ role }) => role)
    for (const role of [
      'undo',
      'redo',
      'cut',
      'copy',
      'paste',
      'selectAll',
      'zoomIn',
      'zoomOut',
      'resetZoom',
      'togglefullscreen',
      'minimize',
      'close',
    ] as const) {
      expect(roles).toContain(role)
    }
    expect(roles.includes('quit')).toBe(!isMac) // there it stands in the app's own menu
    expect(roles.includes('front')).toBe(isMac)
    Reflect.apply(
      items.find(({ label }) => label === words.newWindow)?.click ?? (() => undefined),
      undefined,
      [],
    )
    expect(newWindow).toHaveBeenCalledOnce()
  })

  test('a packaged app has no developers’ tools', () => {
    const rolesOf = (isPackaged: boolean) =>
      inside(appMenu({ words, isMac: false, isPackaged, newWindow: () => undefined })).map(({ role }) => role)
    expect(rolesOf(true)).not.toContain('toggleDevTools')
    expect(rolesOf(false)).toContain('toggleDevTools')
  })

  test('the tray opens and quits', () => {
    const [open, quit] = [vi.fn<() => void>(), vi.fn<() => void>()]
    const [first, , last] = trayMenu(words, { open, quit })
    Reflect.apply(first?.click ?? (() => undefined), undefined, [])
    Reflect.apply(last?.click ?? (() => undefined), undefined, [])
    expect([open.mock.calls.length, quit.mock.calls.length]).toEqual([1, 1])
  })
})

describe('[DT9] at the pointer', () => {
  test('there is nothing where nothing can be done, and copying where something is marked', () => {
    expect(pointerMenu(words, place, actions())).toEqual([])
    expect(entriesOf(pointerMenu(words, { ...place, selectionText: ' x ' }, actions()))).toEqual([
      `copy:${words.copy}`,
    ])
  })

  test('a field has what the clipboard can do, and suggestions for what is misspelt', () => {
    const acted = actions()
    const suggestions = ['tide', 'R&D', 'c', 'd', 'e', 'f', 'g']
    const wrong = { ...place, isEditable: true, misspelledWord: 'tidde', dictionarySuggestions: suggestions }
    const menu = pointerMenu(words, wrong, acted)
    expect(entriesOf(menu)).toEqual([
      ':tide',
      ':R&&D',
      ':c',
      ':d',
      ':e',
      ':f',
      `:${words.addToDictionary}`,
      '-',
      `cut:${words.cut}`,
      `copy:${words.copy}`,
      `paste:${words.paste}`,
      `selectAll:${words.selectAll}`,
    ])
    for (const item of menu) Reflect.apply(item.click ?? (() => undefined), undefined, [])
    expect(acted.replace.mock.calls.map(([word]) => word)).toEqual(suggestions.slice(0, 6))
    expect(acted.learn).toHaveBeenCalledWith('tidde')
    const none = pointerMenu(words, { ...wrong, dictionarySuggestions: [] }, acted)
    expect(none[0]).toMatchObject({ label: words.noSuggestions, enabled: false })
  })

  test('[DT9] a link is copied if it is one that may be opened, and opened by its press alone', () => {
    const acted = actions()
    const menu = pointerMenu(words, { ...place, linkURL: 'https://example.org/a' }, acted)
    expect(entriesOf(menu)).toEqual([`:${words.copyLink}`])
    for (const item of menu) Reflect.apply(item.click ?? (() => undefined), undefined, [])
    expect(acted.copy).toHaveBeenCalledWith('https://example.org/a')
    for (const linkURL of ['file:///etc/passwd', 'javascript:alert(1)', 'app://ui/index.html', 'x']) {
      expect(pointerMenu(words, { ...place, linkURL }, acted)).toEqual([])
    }
  })
})
