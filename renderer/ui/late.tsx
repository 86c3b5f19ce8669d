import { type ComponentType, type JSX, lazy, Suspense, useState } from 'react'
import { loadLateWords } from '../languages/load.ts'

export interface LatePart<Props> {
  (props: Props): JSX.Element
  /** Reads its code, so that it is there at once when it is shown. A code that cannot be read is tried again then. */
  readonly preload: () => Promise<void>
}

/**
 * A part of the screen that no first screen needs: its code is read when it is shown, if it was not before, and what late parts say before
 * that, once, for the code takes its words as it is loaded. Nothing stands in its place for that moment, for files are near. A code or
 * words that cannot be read, as after an update that replaced the files, are a bug like any other to who sees it: the screen says so and is loaded anew.
 */
export const late = <Props extends object>(load: () => Promise<ComponentType<Props>>): LatePart<Props> =>
  partOf(async () => {
    await loadLateWords()
    return load()
  })

/** Likewise, of what is the first screen for those who are not signed in: it says what first screens say, and waits for one file less (LA10). */
export const entrance = <Props extends object>(load: () => Promise<ComponentType<Props>>): LatePart<Props> =>
  partOf(load)

/** Code that is no part of the screen, likewise: `read` fails where it cannot be read. `loaded`: undefined until it was. */
export function lateCode<Code>(load: () => Promise<Code>): {
  readonly read: () => Promise<Code>
  readonly loaded: () => Code | undefined
  readonly preload: () => Promise<void>
} {
  let code: Code | undefined
  const read = async (): Promise<Code> => {
    await loadLateWords()
    code = await load()
    return code
  }
  return { read, loaded: () => code, preload: () => settled(read()) }
}

/** What cannot be read yet is tried again when it is wanted. */
const settled = (reading: Promise<unknown>): Promise<void> =>
  reading.then(
    () => undefined,
    () => undefined,
  )

function partOf<Props extends object>(load: () => Promise<ComponentType<Props>>): LatePart<Props> {
  let loaded: ComponentType<Props> | undefined
  const read = async (): Promise<{ readonly default: ComponentType<Props> }> => {
    loaded ??= await load()
    return { default: loaded }
  }
  const Waiting = lazy<ComponentType<Props>>(read)

  function Late(props: Props): JSX.Element {
    // Once it is shown it stays what it is: another component in its place would begin anew.
    const [Part] = useState<ComponentType<Props> | undefined>(() => loaded)
    if (Part !== undefined) return <Part {...props} />
    return (
      <Suspense fallback={null}>
        <Waiting {...props} />
      </Suspense>
    )
  }
  return Object.assign(Late, {
    preload: () => settled(read()),
  })
}
