/** Who the releases of this app are believed of, and where they lie. */
import { type PublicKey, readPublicKey } from './minisign.ts'

/** In place of this name the build puts what the environment variable of that name holds: public keys, by commas. */
declare const TIDINGS_UPDATE_KEYS: string

/** Two while one follows the other. None in a build that was given none: it takes no update from anybody. */
export function publisherKeys(): ReadonlyArray<PublicKey> {
  // Where nothing was built (tests, a run from the sources) there is no such name.
  const given = typeof TIDINGS_UPDATE_KEYS === 'string' ? TIDINGS_UPDATE_KEYS : ''
  return given.split(',').flatMap((text) => readPublicKey(text) ?? [])
}

/** That of electron-builder.yml. */
export const publisherAddress = 'https://updates.tidings.example/desktop'
