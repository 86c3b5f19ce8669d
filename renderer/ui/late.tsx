import { type ComponentType, createElement, type JSX, useLayoutEffect, useState } from 'react'
import { loadLateWords } from '../languages/load.ts'

export interface LatePart<Props> {
  (props: Props): JSX.Element
  /** Reads its code, so that it is there at once when it is shown. A code that cannot be read is tried again then. */
  readonly preload: () => Promise<void>
}

/** Code that is read when it is wanted. `read` fails where it cannot be read. `loaded`: undefined until it was. */
export interface LateCode<Code> {
  readonly read: () => Promise<Code>
  readonly loaded: () => Code | undefined
  readonly preload: () => Promise<void>
}

/**
 * A part of the screen that no first screen needs: its code is read when it is shown, if it was not before, and what late parts say before
 * that, once, for the code takes its words as it is loaded. `waiting` stands in its place for that moment: nothing, where it is left out, for files are near.
 * A code or words that cannot be read, as after an update that replaced the files, are a bug like any other to who sees it: the screen says so and is loaded anew.
 */
export const late = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting = <></>,
): LatePart<Props> => partOf(lateCode(load), waiting)

/** Likewise, of what is the first screen for those who are not signed in: it says what first screens say, and waits for one file less (LA10). */
export const entrance = <Props extends object>(load: () => Promise<ComponentType<Props>>): LatePart<Props> =>
  partOf(codeOf(load), <></>)

/** Code that is no part of the screen, likewise. */
export const lateCode = <Code,>(load: () => Promise<Code>): LateCode<Code> =>
  codeOf(async () => {
    await loadLateWords()
    return load()
  })

function codeOf<Code>(load: () => Promise<Code>): LateCode<Code> {
  let code: Code | undefined
  const read = async (): Promise<Code> => (code ??= await load())
  return { read, loaded: () => code, preload: () => settled(read()) }
}

/** What cannot be read yet is tried again when it is wanted. */
const settled = (reading: Promise<unknown>): Promise<void> =>
  reading.then(
    () => undefined,
    () => undefined,
  )

/**
 * Reads it if that was not done; undefined until it is there. The screen fails where it cannot be read. Not `React.lazy`: what `Suspense` has
 * hidden React shows 300 ms later at the earliest (docs/decisions/0157-late-parts-without-suspense.md).
 */
export function useLateCode<Code>({ read, loaded }: LateCode<Code>): Code | undefined {
  const [state, setState] = useState<{
    readonly code: Code | undefined
    readonly failure?: { readonly error: unknown }
  }>(() => ({ code: loaded() }))
  const isMissing = state.code === undefined
  useLayoutEffect(() => {
    if (!isMissing) return
    let gone = false
    void read().then(
      (code) => gone || setState({ code }),
      (error: unknown) => gone || setState({ code: undefined, failure: { error } }),
    )
    return () => {
      gone = true
    }
  }, [read, isMissing])
  if (state.failure !== undefined) throw state.failure.error
  return state.code
}

function partOf<Props extends object>(
  code: LateCode<ComponentType<Props>>,
  waiting: JSX.Element,
): LatePart<Props> {
  function Late(props: Props): JSX.Element {
    const Part = useLateCode(code)
    return Part === undefined ? waiting : createElement(Part, props)
  }
  return Object.assign(Late, { preload: code.preload })
}
