import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

const narrow = { width: 320, height: 640 }
/** In CSS pixels; what stands in the middle of a sentence is as high as its line. */
const leastTarget = 44

/**
 * Everything that holds for every page: no violation that axe finds, in light and in dark; nothing
 * to scroll sideways at 320 px; one heading of the first level; controls high enough to be hit.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await violations(new AxeBuilder({ page })), name).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  // The colours are all that differs.
  expect(await violations(new AxeBuilder({ page }).withRules('color-contrast')), `${name}, dark`).toEqual([])
  expect(await page.evaluate(findLowTargets, leastTarget), `${name}: lower than ${leastTarget} px`).toEqual([])
  const usual = page.viewportSize()
  await page.setViewportSize(narrow)
  const narrowed = await page.evaluate(() => ({
    width: document.scrollingElement?.scrollWidth ?? 0,
    h1: document.querySelectorAll('h1').length,
    main: document.querySelectorAll('main').length,
  }))
  expect(narrowed.width, `${name} at 320 px`).toBeLessThanOrEqual(narrow.width)
  expect(narrowed, name).toMatchObject({ h1: 1, main: 1 })
  expect(await page.title(), name).not.toBe('')
  if (usual) await page.setViewportSize(usual)
}

/** The first stop of the Tab key shows itself and leads past everything that repeats. */
export async function expectSkipLink(page: Page, name: string): Promise<void> {
  const skip = page.getByRole('link', { name: /^Skip to/ })
  await skip.focus()
  await expect(skip, name).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.locator('main:target'), name).toHaveCount(1)
  const isFirst = await skip.evaluate((link) => link === document.querySelector('a, button, input, select, textarea'))
  expect(isFirst, `${name}: the skip link comes first`).toBe(true)
}

async function violations(builder: AxeBuilder): Promise<string[]> {
  // Its other mode opens a page of its own for what stands in frames; there are none.
  const { violations: found } = await builder.setLegacyMode().analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
}

/** Runs in the browser. */
function findLowTargets(least: number): string[] {
  const isOutOfSight = (element: Element) =>
    getComputedStyle(element).clipPath !== 'none' || element.getBoundingClientRect().bottom + scrollY < 0
  const isInSentence = (element: Element) =>
    element.tagName === 'A' && getComputedStyle(element).display === 'inline' && element.closest('p, li, dd') !== null
  return [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type="hidden"])')]
    .filter((element) => element.checkVisibility() && !isOutOfSight(element))
    .filter((element) => !isInSentence(element))
    .map((element) => element.closest('label') ?? element)
    .filter((element) => element.getBoundingClientRect().height < least - 0.5)
    .map((element) => `${element.getBoundingClientRect().height}: ${element.outerHTML.slice(0, 120)}`)
}
