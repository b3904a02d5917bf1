// Adds the results of npm test and of the captured pages, and prints the closing line.
import { existsSync, readFileSync } from 'node:fs'

const own = read('.cache/tests/summary.json') ?? { passed: 0, failed: 1 }
const captures = read('.cache/tests/captures.json') ?? { numPassedTests: 0, numFailedTests: 1 }
const passed = own.passed + captures.numPassedTests
const failed = own.failed + captures.numFailedTests + (captures.numPassedTests === 0 ? 1 : 0)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
