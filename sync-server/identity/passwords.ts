/** Argon2id by OWASP's first recommendation (19 MiB, 2 passes, 1 lane). */
import { hash, verify } from '@node-rs/argon2'

export interface Passwords {
  readonly hash: (password: string) => Promise<string>
  /** Takes as long for an account that does not exist (`undefined`) as for one that does. */
  readonly matches: (password: string, stored: string | undefined) => Promise<boolean>
}

/** `algorithm` stays at the library's default, Argon2id: its enum cannot be imported where types are erased. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function createPasswords(): Promise<Passwords> {
  const nobodys = await hash('the password of nobody', options)
  return {
    hash: (password) => hash(password.normalize('NFKC'), options),
    matches: async (password, stored) => {
      const same = await verify(stored ?? nobodys, password.normalize('NFKC'))
      return same && stored !== undefined
    },
  }
}
