import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askAt, NotRunningError } from './ask.ts'
import { folderTarget } from './folder-target.ts'
import { UnconfirmedError, writeSite } from './site.ts'
import type { Target } from './target.ts'

/** A page in small: what stands at each address, and how often it was asked for. */
interface Told {
  body: string
  status?: number
  headers?: Record<string, string>
}

const origin = 'https://status.acme.example'
let server: Server
let folder: string
let told: Record<string, Told>
let asked: string[]
let written: string[]
let now = Date.UTC(2026, 10, 24)

const page = (main: string): Told => ({
  body: `<!DOCTYPE html><html><head><title>Acme</title><script src="/live.js" defer=""></script></head><body><a href="/">Acme</a><main>${main}</main></body></html>`,
  headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
})
const policy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'"

function sitemap(...entries: [path: string, changedAt: string][]): Told {
  const urls = entries.map(([path, at]) => `<url><loc>${origin}${path}</loc><lastmod>${at}</lastmod></url>`)
  return { body: `<urlset>${urls.join('\n')}</urlset>`, headers: { 'Content-Type': 'application/xml' } }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-site-'))
  told = {
    '/': page('<a href="/incidents/abc">An incident</a> <a href="/history?page=2#may">Older</a>'),
    '/history?page=2': page('Older ones'),
    '/incidents/abc': page('<a href="/incidents/abc/report.md">As a file</a> <a href="/at?time=now">Then</a>'),
    '/incidents/abc/report.md': { body: '# Report', headers: { 'Content-Type': 'text/markdown' } },
    '/sitemap.xml': sitemap(['/', '2026-11-24'], ['/incidents/abc', '2026-11-24']),
    '/live.js': { body: '// live', headers: { 'Content-Type': 'text/javascript' } },
    '/api/v2/summary.json': { body: '{}', headers: { 'Content-Type': 'application/json' } },
  }
  ;[asked, written, now] = [[], [], now + 60_000]
  server = createServer((request, response) => {
    const url = request.url ?? '/'
    asked.push(url)
    const { body, status = 200, headers = {} } = told[url] ?? { ...page('There is no such page'), status: 404 }
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

function target(): Target {
  const inner = folderTarget(folder)
  return {
    ...inner,
    write: (file, body, type) => {
      written.push(file)
      return inner.write(file, body, type)
    },
  }
}

function address(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function pass(isWhole = false): Promise<number> {
  ;[asked, written, now] = [[], [], now + 60_000]
  return (await writeSite({ ask: askAt(address()), target: target(), origin, now, isWhole, refreshed: 2 })).written
}

const file = (name: string): string => readFileSync(join(folder, name), 'utf8')

describe('a static copy', () => {
  test('holds pages, files and documents, each in its place, and the home page is written last', async () => {
    await pass()
    for (const name of ['incidents/abc/report.md', 'live.js', 'api/v2/summary.json', 'history/page-2/index.html']) {
      expect(existsSync(join(folder, name))).toBe(true)
    }
    expect(written.at(-1)).toBe('index.html')
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.part'))).toEqual([])
  })

  test('names what it holds from where each page stands, and what it has not by its whole address', async () => {
    await pass()
    expect(file('index.html')).toContain('href="incidents/abc/index.html"')
    expect(file('index.html')).toContain('href="history/page-2/index.html#may"')
    expect(file('incidents/abc/index.html')).toContain('src="../../live.js"')
    expect(file('incidents/abc/index.html')).toContain('href="report.md"')
    expect(file('incidents/abc/index.html')).toContain(`href="${origin}/at?time=now"`)
  })

  test('says its policy itself, as far as a page can', async () => {
    await pass()
    expect(file('index.html')).toContain(
      `<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">`,
    )
  })

  test('writes an incident again when it changed, and others in their turn', async () => {
    const many = Array.from({ length: 6 }, (_, at) => `/incidents/i${at}`)
    for (const path of many) told[path] = page(path)
    told['/sitemap.xml'] = sitemap(...many.map((path) => [path, '1'] as [string, string]))
    await pass()
    expect(asked.filter((path) => many.includes(path))).toHaveLength(6)
    told['/sitemap.xml'] = sitemap(...many.map((path, at) => [path, at === 3 ? '2' : '1'] as [string, string]))
    await pass()
    expect(asked).toContain('/incidents/i3')
    expect(asked.filter((path) => many.includes(path)).length).toBe(3)
    expect(asked.filter((path) => path === '/')).toHaveLength(1)
  })

  test('holds what programs read of an incident beside its page, and keeps it while the page is kept', async () => {
    told['/incidents/abc.json'] = { body: '{"id":"abc"}', headers: { 'Content-Type': 'application/json' } }
    told['/incidents/i1'] = page('1')
    told['/incidents/i2'] = page('2')
    const ids = ['abc', 'i1', 'i2'].map((id) => [`/incidents/${id}`, '1'] as [string, string])
    told['/sitemap.xml'] = sitemap(...ids)
    for (let times = 0; times < 3; times++) {
      await pass()
      expect(file('incidents/abc.json')).toBe('{"id":"abc"}')
    }
  })

  test('is written whole where the frame of all pages changes, and where that is asked for', async () => {
    const pages = () => asked.filter((path) => /^\/incidents\/i\d$/.test(path))
    told['/sitemap.xml'] = sitemap(
      ...Array.from({ length: 6 }, (_, at) => [`/incidents/i${at}`, '1'] as [string, string]),
    )
    for (let at = 0; at < 6; at++) told[`/incidents/i${at}`] = page(String(at))
    await pass()
    await pass()
    expect(pages().length).toBe(2)
    await pass(true)
    expect(pages().length).toBe(6)
    told['/nobody-has-this-address'] = { ...page('Another name'), status: 404 }
    await pass()
    expect(pages().length).toBe(6)
  })

  test('loses what is public no more, and leads on where an incident was merged', async () => {
    told['/incidents/old'] = page('Old')
    told['/sitemap.xml'] = sitemap(['/incidents/abc', '1'], ['/incidents/old', '1'])
    await pass()
    told['/sitemap.xml'] = sitemap(['/incidents/abc', '1'])
    told['/incidents/old'] = { body: '', status: 308, headers: { Location: '/incidents/abc' } }
    await pass()
    expect(file('incidents/old/index.html')).toContain('url=../abc/index.html')
    delete told['/incidents/old']
    await pass()
    expect(existsSync(join(folder, 'incidents/old/index.html'))).toBe(false)
  })

  test('is not written from what can’t be confirmed, from errors, or from nothing', async () => {
    await pass()
    const before = file('index.html')
    told['/'] = { ...page('Old news'), headers: { 'Content-Type': 'text/html', 'Candor-Unconfirmed': '2026-11-24' } }
    await expect(pass()).rejects.toThrow(UnconfirmedError)
    told['/'] = { body: '', status: 503 }
    await expect(pass()).rejects.toThrow('/ was answered with 503')
    expect(file('index.html')).toBe(before)
    server.closeAllConnections()
    const nobody = address()
    await new Promise((resolve) => server.close(resolve))
    await expect(askAt(nobody)('/')).rejects.toThrow(NotRunningError)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
})
