import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { resolvePolicies } from '../../../../core/policy/resolve.ts'
import { readLinuxPolicies } from '../../../../main/policy/linux-policies.ts'
import { readMacPolicies } from '../../../../main/policy/mac-policies.ts'
import { parseRegistry, readWindowsPolicies } from '../../../../main/policy/windows-policies.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const self = process.getuid?.() ?? 0

function setupLinux(owner = self) {
  const above = path.join(temporaryFolder(), 'tidings')
  const folder = path.join(above, 'policies')
  mkdirSync(path.join(folder, 'managed'), { recursive: true, mode: 0o755 })
  mkdirSync(path.join(folder, 'recommended'), { mode: 0o755 })
  const write = (name: string, text: string, mode = 0o644): string => {
    const file = path.join(folder, name)
    writeFileSync(file, text)
    chmodSync(file, mode)
    return file
  }
  const read = () => readLinuxPolicies({ folder, owner })
  return { above, folder, write, read }
}

describe('[PO6] on Linux', () => {
  test('files are read in the order of their names, recommended ones as such', async () => {
    const { write, read } = setupLinux()
    const later = write('managed/20-it.json', '{"MaxFileMb": 7}')
    const sooner = write(
      'managed/10-base.json',
      '\uFEFF{"MaxFileMb": 5, "AllowedServers": ["https://a.example"]}',
    )
    const soft = write('recommended/a.json', '{"NotificationContent": "name"}')
    write('managed/notes.txt', 'no policy')
    write('managed/.10-base.json.swp', 'half a file')
    expect(await read()).toEqual({
      sources: [
        {
          layer: 'machine-mandatory',
          source: sooner,
          values: new Map<string, unknown>([
            ['MaxFileMb', 5],
            ['AllowedServers', ['https://a.example']],
          ]),
        },
        { layer: 'machine-mandatory', source: later, values: new Map([['MaxFileMb', 7]]) },
        { layer: 'machine-recommended', source: soft, values: new Map([['NotificationContent', 'name']]) },
      ],
      troubles: [],
    })
  })

  test('nothing there is nothing set', async () => {
    const folder = path.join(temporaryFolder(), 'tidings', 'policies')
    expect(await readLinuxPolicies({ folder, owner: self })).toEqual({ sources: [], troubles: [] })
  })

  test.each([0o664, 0o646, 0o666])('a file of mode %o counts for nothing', async (mode) => {
    const { write, read } = setupLinux()
    const file = write('managed/a.json', '{"MaxFileMb": 5}', mode)
    expect(await read()).toEqual({ sources: [], troubles: [{ source: file, kind: 'not-trusted' }] })
  })

  test.each(['above', 'folder', 'managed'] as const)(
    'what lies in a folder that others may write counts for nothing: %s',
    async (which) => {
      const { write, read, above, folder } = setupLinux()
      write('managed/a.json', '{"MaxFileMb": 5}')
      const open = { above, folder, managed: path.join(folder, 'managed') }[which]
      chmodSync(open, 0o775)
      expect(await read()).toEqual({ sources: [], troubles: [{ source: open, kind: 'not-trusted' }] })
    },
  )

  test('so does what belongs to somebody else than root', async () => {
    const { write, read, above } = setupLinux(self + 1)
    write('managed/a.json', '{"MaxFileMb": 5}')
    expect(await read()).toEqual({ sources: [], troubles: [{ source: above, kind: 'not-trusted' }] })
  })

  test('links are not followed, neither to files nor to folders', async () => {
    const { write, read, folder } = setupLinux()
    const good = write('good.json', '{"MaxFileMb": 5}')
    const link = path.join(folder, 'managed', 'a.json')
    symlinkSync(good, link)
    expect(await read()).toEqual({ sources: [], troubles: [{ source: link, kind: 'not-trusted' }] })
    const elsewhere = setupLinux()
    const way = path.join(temporaryFolder(), 'policies')
    symlinkSync(elsewhere.folder, way)
    const read2 = await readLinuxPolicies({ folder: way, owner: self })
    expect(read2).toEqual({ sources: [], troubles: [{ source: way, kind: 'not-trusted' }] })
  })

  test('a folder called like a file is none', async () => {
    const { read, folder } = setupLinux()
    const odd = path.join(folder, 'managed', 'a.json')
    mkdirSync(odd)
    expect((await read()).troubles).toEqual([{ source: odd, kind: 'not-trusted' }])
  })

  test.each([
    ['{"MaxFileMb": 5', 'malformed'],
    ['', 'malformed'],
    ['[1]', 'malformed'],
    ['"MaxFileMb"', 'malformed'],
    ['null', 'malformed'],
    [`{"a": "${'x'.repeat(1_048_577)}"}`, 'too-large'],
  ])('the others still hold where one file is %.20s', async (text, kind) => {
    const { write, read } = setupLinux()
    const bad = write('managed/10.json', text)
    const good = write('managed/20.json', '{"MaxFileMb": 5}')
    const { sources, troubles } = await read()
    expect(sources.map(({ source }) => source)).toEqual([good])
    expect(troubles).toEqual([{ source: bad, kind }])
  })
})

/** As reg.exe of Windows 11 prints it: blank line, key, four spaces between name, type and data. */
const machine = `\r
HKEY_LOCAL_MACHINE\\Software\\Policies\\Tidings\r
    ServerUrl    REG_SZ    https://chat.example.com\r
    MaxFileMb    REG_DWORD    0x19\r
    AllowFileUpload    REG_DWORD    0x0\r
    RequirePassphrase    REG_DWORD    0x2\r
    SealedMessages    REG_SZ    \r
    MaxDevices    REG_QWORD    0x3\r
\r
HKEY_LOCAL_MACHINE\\Software\\Policies\\Tidings\\AllowedServers\r
    1    REG_SZ    https://chat.example.com\r
    10    REG_SZ    https://c.example\r
    2    REG_SZ    https://b.example:8443\r
\r
HKEY_LOCAL_MACHINE\\Software\\Policies\\Tidings\\Recommended\r
    NotificationContent    REG_SZ    name\r
\r
`

describe('[PO7] on Windows', () => {
  const read = (answers: Readonly<Record<string, string | undefined | Error>>) => {
    const asked: Array<string> = []
    const query = async (key: string): Promise<string | undefined> => {
      asked.push(key)
      const answer = answers[key.slice(0, 4)]
      if (answer instanceof Error) throw answer
      return answer
    }
    return { asked, reading: readWindowsPolicies({ query }) }
  }

  test('what reg.exe printed is read: texts, numbers, switches, lists by number, recommendations', async () => {
    const { asked, reading } = read({ HKLM: machine })
    const { sources, troubles } = await reading
    expect(asked).toEqual(['HKLM\\Software\\Policies\\Tidings', 'HKCU\\Software\\Policies\\Tidings'])
    expect(troubles).toEqual([])
    expect(sources.map(({ layer, source }) => [layer, source])).toEqual([
      ['machine-mandatory', 'HKLM\\Software\\Policies\\Tidings'],
      ['machine-recommended', 'HKLM\\Software\\Policies\\Tidings\\Recommended'],
    ])
    const { entries, notes } = resolvePolicies(sources)
    expect(entries.ServerUrl.value).toBe('https://chat.example.com')
    expect(entries.MaxFileMb.value).toBe(25)
    expect(entries.AllowFileUpload.value).toBe(false)
    expect(entries.AllowedServers.value).toEqual([
      'https://chat.example.com',
      'https://b.example:8443',
      'https://c.example',
    ])
    expect(entries.NotificationContent).toMatchObject({ value: 'name', isLocked: false })
    // A switch of 2, an empty choice and a number of another type make no sense: the safe values.
    expect(
      [entries.RequirePassphrase, entries.SealedMessages, entries.MaxDevices].map(({ value }) => value),
    ).toEqual([true, 'disabled', 1])
    expect(notes.map((note) => note.kind)).toEqual(['no-choice', 'wrong-type', 'wrong-type'])
  })

  test('other spellings of keys are the same keys, and what is no list of ours is unknown', async () => {
    const text = machine
      .replaceAll('Software\\Policies', 'SOFTWARE\\POLICIES')
      .replace('AllowedServers', 'allowedservers')
      .replace('Recommended', 'Extras')
    const { sources } = await read({ HKLM: text }).reading
    const { entries, notes } = resolvePolicies(sources)
    expect(entries.AllowedServers.value).toHaveLength(3)
    expect(notes).toContainEqual({
      source: 'HKLM\\Software\\Policies\\Tidings',
      kind: 'unknown',
      name: 'extras',
    })
  })

  test('a value that looks like a line of its own adds no value', () => {
    const keys = parseRegistry(
      'HKEY_LOCAL_MACHINE\\A\r\n    Text    REG_SZ    x    MaxFileMb    REG_DWORD    0x1\r\n',
    )
    expect(keys.get('a')).toEqual(new Map([['Text', 'x    MaxFileMb    REG_DWORD    0x1']]))
  })

  test('what the console turned into other letters is no value', async () => {
    const { sources } = await read({
      HKLM: machine.replace('chat.example.com\r\n    Max', 'ch\x84t.example\r\n    Max'),
    }).reading
    expect(resolvePolicies(sources).entries.ServerUrl).toMatchObject({
      value: '',
      isLocked: true,
      trouble: 'malformed',
    })
  })

  test('a registry that cannot be asked is reported, for each hive', async () => {
    const { reading } = read({ HKLM: new Error('gone'), HKCU: machine })
    const { sources, troubles } = await reading
    expect(troubles).toEqual([{ source: 'HKLM\\Software\\Policies\\Tidings', kind: 'unreadable' }])
    expect(sources.map(({ layer }) => layer)).toEqual(['user-mandatory', 'user-recommended'])
  })
})

describe('[PO8] on macOS', () => {
  const own = '/Library/Managed Preferences/ada/app.tidings.desktop.plist'
  const all = '/Library/Managed Preferences/app.tidings.desktop.plist'
  const read = (files: Readonly<Record<string, string | Error>>) =>
    readMacPolicies({
      user: 'ada',
      readPlist: async (file) => {
        const found = files[file]
        if (found instanceof Error) throw found
        return found
      },
    })

  test('managed preferences of the machine and of the person, with recommendations in a dictionary', async () => {
    const { sources, troubles } = await read({
      [all]: '{"MaxFileMb": 5, "PayloadUUID": "A", "Recommended": {"NotificationContent": "name"}}',
      [own]: '{"MaxFileMb": 9, "AllowSignUp": false}',
    })
    expect(troubles).toEqual([])
    const { entries, notes } = resolvePolicies(sources)
    expect(notes).toEqual([])
    expect(entries.MaxFileMb).toMatchObject({ value: 5, setBy: { layer: 'machine-mandatory', source: all } })
    expect(entries.AllowSignUp).toMatchObject({
      value: false,
      setBy: { layer: 'user-mandatory', source: own },
    })
    expect(entries.NotificationContent).toMatchObject({ value: 'name', isLocked: false })
  })

  test('what cannot be read, or is no dictionary, is reported', async () => {
    expect(await read({ [all]: '[]', [own]: new Error('plutil') })).toEqual({
      sources: [],
      troubles: [
        { source: all, kind: 'malformed' },
        { source: own, kind: 'unreadable' },
      ],
    })
  })
})
