import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { say } from './workspace.js'

/**
 * Installs Debian's packages where this user may, without starting what they bring. False where that can't be done.
 * @param {string} what
 * @param {string[]} packages
 */
export function installFromDebian(what, packages) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return false
  say(`Installing ${what}…`)
  // In this run level, a package's service is not started.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2], env })
  const options = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  return spawnSync('apt-get', options, { stdio: ['ignore', 2, 2], env }).status === 0
}
