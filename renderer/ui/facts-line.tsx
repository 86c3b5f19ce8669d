import { Fragment, type JSX } from 'react'

/** What is known of something, on one line. Each keeps its own direction: the `@` of a username stays before it. */
export function FactsLine({ facts }: { readonly facts: ReadonlyArray<string> }): JSX.Element {
  return (
    <>
      {facts.map((fact, index) => (
        <Fragment key={index}>
          {index > 0 && ' · '}
          <bdi>{fact}</bdi>
        </Fragment>
      ))}
    </>
  )
}
