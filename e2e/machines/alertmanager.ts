import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { begin, freePort, type Proxy } from '../faults/proxies.ts'

const run = promisify(execFile)
const program = '/usr/bin/prometheus-alertmanager'

/** Debian's package has it; where that can't be installed, nothing here can be tried. */
export const hasAlertmanager = existsSync(program)

export interface Alertmanager extends Proxy {
  /** Tells it of an alert, as Prometheus would, by its own command; `ended` says that it is over. */
  alert: (labels: Record<string, string>, options?: { summary?: string; ended?: boolean }) => Promise<void>
}

/** A real Alertmanager that sends what it hears to an address, at once. */
export async function startAlertmanager(address: string): Promise<Alertmanager> {
  const folder = mkdtempSync(join(tmpdir(), 'candor-alertmanager-'))
  const port = await freePort()
  const file = join(folder, 'alertmanager.yml')
  writeFileSync(
    file,
    `route: { receiver: candor, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
receivers:
  - name: candor
    webhook_configs: [{ url: "${address}", send_resolved: true }]
`,
  )
  const options = [
    `--config.file=${file}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ]
  const server = await begin(program, options, port, folder)
  return {
    ...server,
    alert: async (labels, { summary = '', ended = false } = {}) => {
      await run('/usr/bin/amtool', [
        'alert',
        'add',
        ...Object.entries(labels).map(([name, value]) => `${name}=${value}`),
        `--annotation=summary=${summary}`,
        `--alertmanager.url=${server.url}`,
        ...(ended ? [`--end=${new Date().toISOString()}`] : []),
      ])
    },
  }
}
