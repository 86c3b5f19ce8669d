/** How long open conversations of a workspace keep what was said, over REST. */
import * as v from 'valibot'

export const retentionRule = v.strictObject({
  /** 1 to 36,500; null: for ever. */
  days: v.nullable(
    v.pipe(
      v.number(),
      v.integer('a whole number'),
      v.minValue(1, 'from 1 to 36500, or null'),
      v.maxValue(36_500, 'from 1 to 36500, or null'),
    ),
  ),
})

export const retentionPath = (workspace: string): string => `/v1/workspaces/${workspace}/retention`
