// Hocuspocus with its SQLite extension and its defaults. PORT and DATA in the environment.
import path from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const database = path.join(process.env.DATA, 'hocuspocus.db')
await new Server({
  port: Number(process.env.PORT),
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database })],
}).listen()
