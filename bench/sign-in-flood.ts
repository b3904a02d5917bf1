import { Agent, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

const senders = 80

export interface Flood {
  stop: () => Promise<void>
  /** How many tries were answered, by status. */
  answered: Map<number, number>
}

/**
 * Signs in with wrong passwords, many at once, each try from another network address and for another
 * account, so that no limit on tries takes the load away: what remains is the queue for passwords.
 */
export async function floodSignIn(url: string): Promise<Flood> {
  const form = await readForm(url)
  const agent = new Agent({ keepAlive: true, maxSockets: senders })
  const answered = new Map<number, number>()
  let isOver = false
  let tries = 0
  const send = async (): Promise<void> => {
    while (!isOver) {
      const status = await post(`${url}/admin/sign-in`, form, tries++, agent)
      answered.set(status, (answered.get(status) ?? 0) + 1)
    }
  }
  const all = Promise.all(Array.from({ length: senders }, send))
  return {
    answered,
    stop: async () => {
      isOver = true
      await all
      agent.destroy()
    },
  }
}

/** The fields that a browser without scripts sends with the form. */
async function readForm(url: string): Promise<[name: string, value: string][]> {
  const html = await fetch(`${url}/admin/sign-in`).then((answer) => answer.text())
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)]
  return fields.map((match): [string, string] => [match[1] ?? '', (match[2] ?? '').replaceAll('&quot;', '"')])
}

async function post(address: string, form: readonly [string, string][], number: number, agent: Agent): Promise<number> {
  const fields = [...form, ['email', `somebody-${number}@acme.example`], ['password', `wrong password ${number}`]]
  const boundary = 'bench'
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const body = `${parts.join('')}--${boundary}--\r\n`
  return new Promise((resolve, reject) => {
    request(
      address,
      {
        method: 'POST',
        agent,
        headers: {
          'Content-Type': `multipart/form-data; boundary=${boundary}`,
          'Content-Length': Buffer.byteLength(body),
          Origin: new URL(address).origin,
          Referer: address,
          'X-Forwarded-For': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
        },
      },
      (response) => void buffer(response).then(() => resolve(response.statusCode ?? 0), reject),
    )
      .on('error', reject)
      .end(body)
  })
}
