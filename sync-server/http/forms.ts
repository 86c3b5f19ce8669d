/** Slack's senders may put their JSON into a field of a form. Where nobody has asked for that, forms are taken by nothing. */
import type { FastifyInstance } from 'fastify'

export function takeForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      const payload = new URLSearchParams(body.toString()).get('payload') ?? ''
      try {
        done(null, JSON.parse(payload))
      } catch {
        done(Object.assign(new Error('The field `payload` holds no JSON.'), { statusCode: 400 }))
      }
    },
  )
}
