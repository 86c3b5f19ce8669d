import { hash as hashBcrypt } from '@node-rs/bcrypt'
import { describe, expect, test } from 'vitest'
import { createPasswordRules } from '../../../../sync-server/identity/password-rules.ts'
import { createPasswords } from '../../../../sync-server/identity/passwords.ts'

const password = 'correct horse battery staple'
const costly = (await hashBcrypt(password, 4)).replace('$04$', '$20$')

describe('[AU11] a hash from another system', () => {
  test.each(['$2a$', '$2b$', '$2y$'])('of bcrypt, %s', async (prefix) => {
    const made = await hashBcrypt(password, 4)
    const stored = made.replace(/^\$2b\$/, prefix)
    const passwords = await createPasswords({ anyBcryptHash: async () => stored })
    expect(await passwords.matches(password, stored)).toBe(true)
    expect(await passwords.matches('another password', stored)).toBe(false)
    expect(passwords.isOutdated(stored)).toBe(true)
  })

  test.each([
    ['of a cost that would hold a core for minutes', costly],
    ['that is none', '$2b$04$short'],
    ['that is empty', '$2'],
  ])('%s matches nothing', async (_name, stored) => {
    const passwords = await createPasswords({ anyBcryptHash: async () => stored })
    expect(await passwords.matches(password, stored)).toBe(false)
    expect(await passwords.matches(password, undefined)).toBe(false)
  })

  test('is also computed for a name that nobody has, and for a newer hash', async () => {
    const old = await hashBcrypt(password, 4)
    let asked = 0
    const passwords = await createPasswords({
      anyBcryptHash: async () => {
        asked++
        return old
      },
    })
    const stored = await passwords.hash(password)
    expect(passwords.isOutdated(stored)).toBe(false)
    // The password of the old hash opens nothing but what has that hash.
    expect(await passwords.matches(password, undefined)).toBe(false)
    expect(await passwords.matches('the wrong password', stored)).toBe(false)
    expect(await passwords.matches(password, stored)).toBe(true)
    expect(asked).toBe(3)
  })
})

test('[AU1] compatible spellings of one password are one password', async () => {
  const passwords = await createPasswords({ anyBcryptHash: async () => undefined })
  const stored = await passwords.hash('ｆｕｌｌ width password')
  expect(await passwords.matches('full width password', stored)).toBe(true)
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

describe('[AU14] passwords that are tried first', () => {
  const isWeak = createPasswordRules()
  const ana = { username: 'ana.beltran', email: 'abeltran@club.example' }

  test.each([
    'qwerty123456',
    'password1234',
    'PASSWORD!!!!',
    '2024dragon2024',
    'P@ssw0rd2026!',
    '1qaz2wsx3edc',
    'aaaaaaaaaaaaaaaa',
    'abababababab',
    'monkeymonkey',
    'monkeymonkeymon',
    '123456789012345',
    'abcdefghijklmnop',
    'qwertyuiopasdf',
    'ana.beltran1',
    'ana.beltranAna.beltran',
    'abeltran2026',
    'tidings12345',
    'administrator',
  ])('%s', (password) => {
    expect(isWeak(password, ana)).toBe(true)
  })

  test.each([
    password,
    'correct horse battery',
    'Xk9#mQ2$vL7pWz',
    'пароль из четырех слов',
    'ana.beltran rows at dawn',
    'dragon seven lamp 2026',
    '四つの言葉でできた合い言葉',
  ])('not %s', (good) => {
    expect(isWeak(good, ana)).toBe(false)
  })
})
