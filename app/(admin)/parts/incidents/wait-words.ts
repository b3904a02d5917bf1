/** How long to wait, in words. */
export function waitWords(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return 'a minute'
  const whole = Math.max(1, Math.ceil(seconds))
  return whole === 1 ? '1 second' : `${whole} seconds`
}
