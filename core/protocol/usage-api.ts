/** What a workspace holds, over REST (QU1). */
import * as v from 'valibot'

export const usageAnswer = v.object({
  people: v.number(),
  conversations: v.number(),
  messages: v.number(),
  entries: v.number(),
  entryBytes: v.number(),
  files: v.number(),
  fileBytes: v.number(),
  /** Null: as much as there is. */
  limits: v.object({ fileBytes: v.nullable(v.number()), people: v.nullable(v.number()) }),
})

export const usagePath = (workspace: string): string => `/v1/workspaces/${workspace}/usage`
