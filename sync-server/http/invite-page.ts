/**
 * What a browser shows that follows an invitation's link. It has the token behind `#`, which never comes here, and no script: the
 * app takes the link as it is.
 */
import type { FastifyInstance } from 'fastify'

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>You are invited to Tidings</title>
<main>
<h1>You are invited to Tidings</h1>
<p>Copy the address of this page, all of it, and paste it into Tidings: where you create your account, or,
if you have one, in the menu of your account under "Use an invitation".</p>
</main>
</html>
`

export function serveInvitePage(app: FastifyInstance): void {
  app.get('/invite', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
      .send(page),
  )
}
