/**
 * Argon2id by OWASP's first recommendation (19 MiB, 2 passes, 1 lane). Hashes of people who came from another system are
 * bcrypt's (`$2a$`, `$2b$`, `$2y$`); the first sign-in replaces them (rule AU11).
 */
import { hash, verify } from '@node-rs/argon2'
import { verify as verifyBcrypt } from '@node-rs/bcrypt'

export interface Passwords {
  readonly hash: (password: string) => Promise<string>
  /**
   * Takes as long for an account that does not exist (`undefined`) as for one that does, and, while there are bcrypt's hashes,
   * for either kind.
   */
  readonly matches: (password: string, stored: string | undefined) => Promise<boolean>
  /** The hash is not as one made today would be. */
  readonly isOutdated: (stored: string) => boolean
}

export interface PasswordsDeps {
  /** Some bcrypt hash of this relay, while there is one. */
  readonly anyBcryptHash: () => Promise<string | undefined>
}

/** `algorithm` stays at the library's default, Argon2id: its enum cannot be imported where types are erased. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const today = `$argon2id$v=19$m=${options.memoryCost},t=${options.timeCost},p=${options.parallelism}$`
/** Its second field is the cost, a power of two: over 15 it would hold a core for seconds, and nobody uses that. */
const bcryptForm = /^\$2[aby]\$(?:0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}$/

export async function createPasswords({ anyBcryptHash }: PasswordsDeps): Promise<Passwords> {
  const nobodys = await hash('the password of nobody', options)
  const matchesBcrypt = async (password: string, stored: string): Promise<boolean> =>
    bcryptForm.test(stored) && verifyBcrypt(password, stored)
  return {
    hash: (password) => hash(password.normalize('NFKC'), options),
    matches: async (password, stored) => {
      const isOld = stored?.startsWith('$2') === true
      const old = isOld ? stored : await anyBcryptHash()
      // The other system hashed what was typed, as it was.
      const [sameAsOld, same] = await Promise.all([
        old === undefined ? false : matchesBcrypt(password, old),
        verify(isOld ? nobodys : (stored ?? nobodys), password.normalize('NFKC')),
      ])
      return isOld ? sameAsOld : same && stored !== undefined
    },
    isOutdated: (stored) => !stored.startsWith(today),
  }
}
